import { FOUND, type Found, USED, type Used, WHY_NOT } from '../vocabulary.ts'
import type { Outcome } from './duty.server.ts'

/** What was answered after a crisis, as far as it was: nothing is assumed for whoever is in a hurry. */
export type TypedOutcome = { found: Found | null; used: Used | null; why: string }

/** The two questions after a crisis. Whether the plan was followed is asked only where it was found. Null: something is missing. */
export const readOutcome = (form: FormData): { typed: TypedOutcome; outcome: Outcome | null } => {
  const found = FOUND.find((each) => each === form.get('found')) ?? null
  const used = USED.find((each) => each === form.get('used')) ?? null
  const whyNot = WHY_NOT.find((each) => each === form.get('why')) ?? null
  const isWhole = found === 'no' || (found !== null && used !== null)
  return { typed: { found, used, why: whyNot ?? '' }, outcome: isWhole ? { found, used: used ?? 'no', whyNot } : null }
}
