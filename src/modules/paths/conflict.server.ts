import type { Answer } from '#platform/forms/form-state.tsx'
import { differences, type Faults, type Typed } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'

/** A form was kept (null), or comes back as it was typed with what is wrong. */
export type Sent = null | { answer: Answer; status: 409 | 422 }

export const wrongly = (typed: Typed, faults: Faults): Sent => ({ answer: { typed, faults, theirs: null }, status: 422 })

/** Keeps; where somebody else wrote meanwhile, what they put stands beside what was typed. `now`: the form as it would open now. */
export const orTheirs = async (typed: Typed, keep: () => Promise<unknown>, now: () => Promise<Typed>): Promise<Sent> => {
  try {
    await keep()
    return null
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    const theirs = await now()
    const version = theirs.version ?? '0'
    return { answer: { typed: { ...typed, version }, faults: {}, theirs: differences(typed, theirs), version }, status: 409 }
  }
}
