import { pull } from '../pull.queries.server.ts'
import { PullIn } from '../schema.ts'
import type { Route } from './+types/pull'
import { answered, wellFormed } from './answers.server.ts'

/** One page of what a device lacks. A form and not a link: it notes what was given to which device. */
export const action = async (args: Route.ActionArgs) => {
  const form = Object.fromEntries(await args.request.formData())
  return answered(args, async (scope, actor) => {
    const { device, since } = wellFormed(PullIn.safeParse(form))
    return pull(scope, actor, device, since)
  })
}
