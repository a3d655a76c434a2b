import { route } from '@react-router/dev/routes'

const ROUTES = 'modules/care/ask/routes'

export const askRoutes = [
  route('ask', `${ROUTES}/ask.tsx`),
  route('ask/follow', `${ROUTES}/follow.tsx`),
  route('ask/mine', `${ROUTES}/mine.tsx`),
  route('ask/:network', `${ROUTES}/ask-network.tsx`),
  route('care/:network/delays', `${ROUTES}/delays.tsx`),
]
