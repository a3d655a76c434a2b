import { cardAsPdf } from '../crisis/documents.server.ts'
import type { Route } from './+types/card-pdf'
import { paperOf } from './paper.server.ts'

/** One's own crisis plan as a card to fold. */
export const loader = (args: Route.LoaderArgs) => paperOf(args, cardAsPdf, 'card.pdf')
