import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/outreach/routes'

export const outreachRoutes: RouteConfigEntry[] = [
  route('outreach', `${AT}/where.tsx`),
  route('outreach/:network', `${AT}/stops.tsx`),
  route('outreach/:network/month', `${AT}/month.tsx`),
  route('outreach/:network/calendar.ics', `${AT}/calendar-ics.ts`),
  route('outreach/:network/counts', `${AT}/counts.tsx`),
  route('outreach/:network/teams/:id', `${AT}/team.tsx`),
  route('outreach/:network/teams/:id/record', `${AT}/record.tsx`),
  route('outreach/:network/teams/:id/rounds', `${AT}/rounds.tsx`),
]
