import { inAccount, requireFresh } from '../../factors/request.server.ts'
import { requireSpace } from '../../factors/space.server.ts'
import { heldAsJson } from '../export.server.ts'
import { exportHeld, fileOf } from '../sent.server.ts'
import type { Route } from './+types/data-json'

/** Everything that is held about whoever asks, for another program. */
export const loader = async (args: Route.LoaderArgs) => {
  await requireSpace(args)
  await requireFresh(args)
  const held = await inAccount(args, (scope, holder) => exportHeld(scope, holder, 'json'))
  return fileOf(`${JSON.stringify(heldAsJson(held, new Date()), null, 2)}\n`, 'application/json; charset=utf-8', 'maillage.json')
}
