import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/network/routes'

export const networkRoutes: RouteConfigEntry[] = [
  route('network', `${AT}/networks.tsx`),
  route('network/:network', `${AT}/overview.tsx`),
  route('network/:network/beds', `${AT}/beds.tsx`),
  route('network/:network/beds/new', `${AT}/conversion-new.tsx`),
  route('network/:network/beds/:id', `${AT}/conversion.tsx`),
  route('network/:network/beds/:id/edit', `${AT}/conversion-edit.tsx`),
  route('network/:network/load', `${AT}/load.tsx`),
  route('network/:network/load/:id', `${AT}/team.tsx`),
  route('network/:network/plan', `${AT}/plan.tsx`),
  route('network/:network/plan/aims/new', `${AT}/aim-new.tsx`),
  route('network/:network/plan/aims/:id/edit', `${AT}/aim-edit.tsx`),
  route('network/:network/plan/actions/new', `${AT}/action-new.tsx`),
  route('network/:network/plan/actions/:id', `${AT}/action.tsx`),
  route('network/:network/plan/actions/:id/edit', `${AT}/action-edit.tsx`),
  route('network/:network/committees', `${AT}/committees.tsx`),
  route('network/:network/committees/new', `${AT}/committee-new.tsx`),
  route('network/:network/committees/:id', `${AT}/committee.tsx`),
  route('network/:network/committees/:id/edit', `${AT}/committee-edit.tsx`),
  route('network/:network/committees/:id/meetings/new', `${AT}/meeting-new.tsx`),
  route('network/:network/meetings/:id', `${AT}/meeting.tsx`),
  route('network/:network/meetings/:id/edit', `${AT}/meeting-edit.tsx`),
  route('network/:network/decisions/:id', `${AT}/decision.tsx`),
  route('network/:network/training', `${AT}/training.tsx`),
  route('network/:network/training/new', `${AT}/training-new.tsx`),
  route('network/:network/training/:id', `${AT}/training-edit.tsx`),
  route('network/:network/preparation', `${AT}/preparation.tsx`),
]
