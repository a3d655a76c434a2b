import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'
import { accountRoutes } from './modules/account/routes.ts'
import { directoryRoutes } from './modules/directory/routes.ts'
import { homeRoutes } from './modules/home/routes.ts'
import { identityRoutes } from './modules/identity/routes.ts'
import { journalRoutes } from './modules/journal/routes.ts'

export default [
  index('shell/choose-language.ts'),
  route('dev/ui', 'dev/ui.tsx'),
  ...prefix(':lang', [
    route('', 'shell/language-layout.tsx', [
      ...homeRoutes,
      ...identityRoutes,
      ...directoryRoutes,
      ...journalRoutes,
      ...accountRoutes,
      route('*', 'shell/nowhere.tsx'),
    ]),
  ]),
] satisfies RouteConfig
