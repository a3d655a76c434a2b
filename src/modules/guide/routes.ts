import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/guide/routes'

export const guideRoutes: RouteConfigEntry[] = [
  route('guide', `${AT}/where.tsx`),
  route('guide/:network', `${AT}/guide.tsx`),
  route('guide/:network/availability', `${AT}/availability.tsx`),
  route('guide/:network/availability/:id', `${AT}/team.tsx`),
  route('guide/:network/settings', `${AT}/settings.tsx`),
]
