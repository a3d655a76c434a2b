import { data } from 'react-router'
import type { FormState } from '#platform/forms/form-state.tsx'
import type { Faults, Read, Typed } from '#platform/forms/typed.ts'

/** What an act answers when it did not happen: what was typed, what is wrong, and whether somebody was quicker. */
export type Told = FormState & { conflict: boolean }
export const NOTHING: Told = { typed: {}, faults: {}, conflict: false }

export const wrong = (typed: Typed, faults: Faults) => data<Told>({ typed, faults, conflict: false }, { status: 422 })
export const quicker = (typed: Typed) => data<Told>({ typed, faults: {}, conflict: true }, { status: 409 })

/** Thrown out of a transaction, so that nothing of it is kept; told by `telling`. */
class Wrong extends Error {
  readonly faults: Faults
  constructor(faults: Faults) {
    super('a form with faults')
    this.faults = faults
  }
}
/** What a form holds, or the end of the act. */
export const inputOf = <T>(read: Read<T>): T => {
  if (!read.ok) throw new Wrong(read.faults)
  return read.input
}
export const faultAt = (faults: Faults): never => {
  throw new Wrong(faults)
}

const statusOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'init' in error ? (error as { init: { status?: number } | null }).init?.status : undefined

/** Does what a form asks for; faults and conflicts come back to the form, with what was typed. */
export const telling = async <T>(typed: Typed, act: () => Promise<T>): Promise<T | ReturnType<typeof wrong>> => {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Wrong) return wrong(typed, error.faults)
    if (statusOf(error) === 409) return quicker(typed)
    throw error
  }
}
