import { route } from '@react-router/dev/routes'

export const identityRoutes = [
  route('sign-in', 'modules/identity/routes/sign-in.tsx'),
  route('sign-out', 'modules/identity/routes/sign-out.ts'),
]
