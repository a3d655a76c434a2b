import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/boards/routes'

export const boardRoutes: RouteConfigEntry[] = [
  route('boards', `${AT}/mine.tsx`),
  route('boards/:network', `${AT}/coverage.tsx`),
  route('boards/:network/:id', `${AT}/board.tsx`),
  route('boards/:network/:id/live', `${AT}/live.ts`),
  route('boards/:network/:id/visit', `${AT}/plan.tsx`),
  route('boards/:network/:id/visits/:visit', `${AT}/visit.tsx`),
  route('boards/:network/:id/rota', `${AT}/rota.tsx`),
  route('boards/:network/:id/discussed', `${AT}/discussed.tsx`),
  route('boards/:network/:id/discussed/:person', `${AT}/talks.tsx`),
  route('boards/:network/:id/rules', `${AT}/rules.tsx`),
]
