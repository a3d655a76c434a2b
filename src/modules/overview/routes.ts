import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/overview/routes'

export const overviewRoutes: RouteConfigEntry[] = [
  route('overview/:network', `${AT}/overview.tsx`),
  route('overview/:network/figures/:table/:row', `${AT}/figure.tsx`),
  route('overview/:network/functions/:code', `${AT}/function.tsx`),
  route('overview/:network/settings', `${AT}/settings.tsx`),
  route('overview/:network/counts.csv', `${AT}/counts-csv.ts`),
]
