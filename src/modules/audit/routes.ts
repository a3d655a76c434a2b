import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/audit/routes'

export const auditRoutes: RouteConfigEntry[] = [
  route('admin/audit', `${AT}/trails.tsx`),
  route('admin/audit/:network', `${AT}/trail.tsx`),
  route('admin/audit/:network/sign-ins', `${AT}/sign-ins.tsx`),
  route('admin/audit/:network/export/trail.csv', `${AT}/export-csv.ts`),
  route('admin/audit/:network/export/fhir.ndjson', `${AT}/export-fhir.ts`),
]
