import { isFresh, standingOfRequest } from '#modules/identity/index.server.ts'
import { takeShift } from '../shift.server.ts'
import type { Route } from './+types/shift'
import { answered } from './answers.server.ts'

// None of those by which a device forgets what it holds (src/offline/sync/over.ts).
const PROOF_WANTED = 428

/**
 * The crisis plans of a shift, closed. All of them leave at once, and whoever has the device can try names on them in peace: who takes them
 * along has shown within ten minutes who they are, as for every file that is taken away. Usually they have just signed in.
 */
export const action = async (args: Route.ActionArgs) => {
  const standing = await standingOfRequest(args)
  if (standing !== null && !isFresh(standing)) return Response.json({ maillage: 'field', code: 'proof' }, { status: PROOF_WANTED })
  return answered(args, (scope) => takeShift(scope))
}
