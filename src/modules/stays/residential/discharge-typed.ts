import type { Typed } from '#platform/forms/typed.ts'
import type { Discharge } from './stays.queries.server.ts'

/** A plan for leaving as the fields of its form hold it. */
export const dischargeTyped = (plan: Discharge): Typed => ({
  planned_on: plan.plannedOn,
  receiver: plan.receiver,
  receiver_team: plan.receiverId ?? '',
  first_on: plan.firstOn ?? '',
  words: plan.words,
  checks: plan.checks.join('|'),
})
