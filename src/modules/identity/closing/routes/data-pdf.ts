import { localeOf } from '#platform/languages/locales.ts'
import { inAccount, requireFresh } from '../../factors/request.server.ts'
import { requireSpace } from '../../factors/space.server.ts'
import { heldAsPdf } from '../documents.server.ts'
import { networkNames } from '../export.server.ts'
import { exportHeld, fileOf } from '../sent.server.ts'
import type { Route } from './+types/data-pdf'

/** Everything that is held about whoever asks, to read. */
export const loader = async (args: Route.LoaderArgs) => {
  await requireSpace(args)
  await requireFresh(args)
  const { held, names } = await inAccount(args, async (scope, holder) => ({
    held: await exportHeld(scope, holder, 'pdf'),
    names: await networkNames(scope),
  }))
  return fileOf(heldAsPdf(held, names, localeOf(args.params.lang) ?? 'fr', new Date()), 'application/pdf', 'maillage.pdf')
}
