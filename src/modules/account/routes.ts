import { route } from '@react-router/dev/routes'
import { statementRoutes } from './statements/routes.ts'

export const accountRoutes = [
  ...statementRoutes,
  route('accounts', 'modules/account/routes/accounts.tsx'),
  route('accounts/:network/:year', 'modules/account/routes/account.tsx'),
  route('accounts/:network/:year/figures/:figure', 'modules/account/routes/figure.tsx'),
  route('accounts/:network/:year/export/:format', 'modules/account/routes/export.ts'),
]
