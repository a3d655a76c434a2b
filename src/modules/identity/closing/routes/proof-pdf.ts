import { localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { proofAsPdf } from '../documents.server.ts'
import { provenFor } from '../proof-file.server.ts'
import { fileOf } from '../sent.server.ts'
import type { Route } from './+types/proof-pdf'

/** A proof to keep, in the language of the address. */
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) =>
    fileOf(
      proofAsPdf(await provenFor(scope, args.request.url), localeOf(args.params.lang) ?? 'fr'),
      'application/pdf',
      'maillage-proof.pdf',
    ),
  )
