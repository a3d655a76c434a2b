import { inRequest } from '#platform/request.server.ts'
import { provenFor } from '../proof-file.server.ts'
import { fileOf } from '../sent.server.ts'
import type { Route } from './+types/proof-json'

/** The text that was hashed, byte for byte, so that anybody can hash it again. */
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) =>
    fileOf((await provenFor(scope, args.request.url)).text, 'application/json; charset=utf-8', 'maillage-proof.json'),
  )
