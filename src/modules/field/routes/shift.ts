import { takeShift } from '../shift.server.ts'
import type { Route } from './+types/shift'
import { answered } from './answers.server.ts'

/** The crisis plans of a shift, closed. */
export const action = (args: Route.ActionArgs) => answered(args, (scope) => takeShift(scope))
