import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const [HERE, TEAM] = ['modules/paths/routes', 'modules/paths/team/routes']

export const pathRoutes: RouteConfigEntry[] = [
  route('my/path', `${HERE}/mine.tsx`),
  route('my/path/:network', `${HERE}/my-path.tsx`),
  route('my/path/:network/steps/:id', `${HERE}/my-step.tsx`),
  route('circle/:network/:id/path', `${HERE}/shared-path.tsx`),
  route('partner', `${HERE}/partner.tsx`),
  route('partner/:token', `${HERE}/partner.tsx`, { id: 'partner-link' }),
  route('paths/:network', `${TEAM}/people.tsx`),
  route('paths/:network/settings', `${TEAM}/settings.tsx`),
  route('paths/:network/:id', `${TEAM}/person.tsx`),
  route('paths/:network/:id/steps/:step', `${TEAM}/step.tsx`),
  route('paths/:network/:id/refer', `${TEAM}/refer.tsx`),
  route('paths/:network/:id/referrals/:referral', `${TEAM}/referral.tsx`),
  route('paths/:network/:id/early', `${TEAM}/early.tsx`),
]
