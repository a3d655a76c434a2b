import { beginOnDevice } from '../device.commands.server.ts'
import { DeviceIn } from '../schema.ts'
import type { Route } from './+types/session'
import { answered, wellFormed } from './answers.server.ts'

/** A device asks whether the session still holds, and gets what it needs while it does. */
export const action = async (args: Route.ActionArgs) => {
  const form = Object.fromEntries(await args.request.formData())
  return answered(args, (scope, actor, session) => beginOnDevice(scope, actor, session, wellFormed(DeviceIn.safeParse(form)).device))
}
