import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'
import { accountRoutes } from './modules/account/routes.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { boardRoutes } from './modules/boards/routes.ts'
import { askRoutes } from './modules/care/ask/routes.ts'
import { careRoutes } from './modules/care/routes.ts'
import { directoryRoutes } from './modules/directory/routes.ts'
import { fieldRoutes } from './modules/field/routes.ts'
import { guideRoutes } from './modules/guide/routes.ts'
import { homeRoutes } from './modules/home/routes.ts'
import { identityRoutes, openIdRoutes } from './modules/identity/routes.ts'
import { journalRoutes } from './modules/journal/routes.ts'
import { measureRoutes } from './modules/measures/routes.ts'
import { networkRoutes } from './modules/network/routes.ts'
import { noticeRoutes } from './modules/notices/routes.ts'
import { outreachRoutes } from './modules/outreach/routes.ts'
import { overviewRoutes } from './modules/overview/routes.ts'
import { pathRoutes } from './modules/paths/routes.ts'
import { planRoutes } from './modules/plans/routes.ts'
import { situationRoutes } from './modules/situations/routes.ts'
import { stayRoutes } from './modules/stays/routes.ts'

export default [
  index('shell/choose-language.ts'),
  route('dev/ui', 'dev/ui.tsx'),
  ...openIdRoutes,
  ...prefix(':lang', [
    route('', 'shell/language-layout.tsx', [
      ...homeRoutes,
      ...askRoutes,
      ...identityRoutes,
      ...directoryRoutes,
      ...careRoutes,
      ...boardRoutes,
      ...fieldRoutes,
      ...guideRoutes,
      ...journalRoutes,
      ...accountRoutes,
      ...networkRoutes,
      ...measureRoutes,
      ...noticeRoutes,
      ...auditRoutes,
      ...overviewRoutes,
      ...pathRoutes,
      ...outreachRoutes,
      ...situationRoutes,
      ...planRoutes,
      ...stayRoutes,
      route('*', 'shell/nowhere.tsx'),
    ]),
  ]),
] satisfies RouteConfig
