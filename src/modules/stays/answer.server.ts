import type { RouterContextProvider } from 'react-router'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Faults } from '#platform/forms/typed.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'

// What a command or the database refuses (`rule`), at the field where it can be put right.
const AT_FIELD: Readonly<Record<string, readonly [field: string, id: MessageId]>> = {
  stay_once: ['admitted_on', 'stays.fault.stays'],
  decided_by: ['decided_by', 'stays.fault.colleague'],
  review_other: ['finding', 'stays.fault.reviewOther'],
  renewal_over: ['renewed', 'stays.fault.renewalOver'],
  renewal_order: ['renewed', 'stays.fault.order'],
  check_at: ['check', 'stays.fault.order'],
  measure_check: ['ended', 'stays.fault.order'],
  measure_why: ['ended', 'stays.fault.ended'],
  debriefing_way: ['what', 'stays.fault.way'],
  leave_until: ['until', 'stays.fault.order'],
  left_before: ['left_on', 'stays.fault.order'],
  open_measure: ['left_on', 'stays.fault.openMeasure'],
  path_reason: ['reason', 'stays.fault.reason'],
  path_way: ['after', 'stays.fault.way'],
  path_episode: ['after', 'stays.fault.episode'],
}
type Args = { context: Readonly<RouterContextProvider> }

/**
 * One transaction for a form: what is wrong with it, or null when it was done. What the database refuses by a rule that has words is told
 * at its field, and nothing of it stays.
 * @throws the answers of `inRequest` for everything else
 */
export const answered = async (args: Args, work: (scope: Scope, actor: Actor) => Promise<Faults | null>): Promise<Faults | null> => {
  let faults: Faults | null = null
  try {
    return await inRequest(args, async (scope, actor) => {
      try {
        return await work(scope, actor)
      } catch (error) {
        const at = error instanceof Problem && error.code === 'invalid' ? AT_FIELD[error.detail.rule ?? ''] : undefined
        if (at !== undefined) faults = { [at[0]]: { id: at[1] } }
        throw error
      }
    })
  } catch (error) {
    if (faults !== null) return faults
    throw error
  }
}
