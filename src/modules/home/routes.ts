import { index, route } from '@react-router/dev/routes'

export const homeRoutes = [index('modules/home/routes/home.tsx'), route('help', 'modules/home/routes/help.tsx')]
