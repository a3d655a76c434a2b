import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/situations/routes'

export const situationRoutes: RouteConfigEntry[] = [
  route('my/situations', `${AT}/mine.tsx`),
  route('my/situations/:network/new', `${AT}/my-new.tsx`),
  route('my/situations/:network/:situation', `${AT}/my-situation.tsx`),
  route('situations/:network', `${AT}/team.tsx`),
  route('situations/:network/lessons', `${AT}/lessons.tsx`),
  route('situations/:network/new/:person', `${AT}/new.tsx`),
  route('situations/:network/:situation', `${AT}/situation.tsx`),
]
