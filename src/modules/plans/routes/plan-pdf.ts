import { planAsPdf } from '../crisis/documents.server.ts'
import type { Route } from './+types/plan-pdf'
import { paperOf } from './paper.server.ts'

/** One's own crisis plan, for paper. */
export const loader = (args: Route.LoaderArgs) => paperOf(args, planAsPdf, 'plan.pdf')
