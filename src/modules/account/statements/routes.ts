import { type RouteConfigEntry, route } from '@react-router/dev/routes'

const AT = 'modules/account/statements/routes'

export const statementRoutes: RouteConfigEntry[] = [
  route('accounts/:network/statements', `${AT}/statements.tsx`),
  route('accounts/:network/statements/new', `${AT}/statement-new.tsx`),
  route('accounts/:network/statements/:id', `${AT}/statement.tsx`),
  route('accounts/:network/statements/:id/edit', `${AT}/statement-edit.tsx`),
  route('accounts/:network/sources', `${AT}/sources.tsx`),
  route('accounts/:network/sources/new', `${AT}/source-new.tsx`),
  route('accounts/:network/sources/:id/edit', `${AT}/source-edit.tsx`),
]
