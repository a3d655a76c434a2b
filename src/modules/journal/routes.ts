import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/journal/routes'

export const journalRoutes: RouteConfigEntry[] = [
  route('journal', `${AT}/journals.tsx`),
  route('journal/:network', `${AT}/journal.tsx`),
  route('journal/:network/export.csv', `${AT}/export.ts`),
  route('journal/:network/new', `${AT}/activity-new.tsx`),
  route('journal/:network/outcomes/new', `${AT}/outcome-new.tsx`),
  route('journal/:network/outcomes/:id', `${AT}/outcome.tsx`),
  route('journal/:network/outcomes/:id/edit', `${AT}/outcome-edit.tsx`),
  route('journal/:network/:id', `${AT}/activity.tsx`),
  route('journal/:network/:id/edit', `${AT}/activity-edit.tsx`),
  route('journal/:network/:id/remove', `${AT}/activity-remove.tsx`),
]
