import type { FormState } from '#platform/forms/form-state.tsx'
import type { Read, Typed } from '#platform/forms/typed.ts'

/** What came of a form: it was done (this is what), or the form comes back with what is wrong. */
export type Sent = { done: string } | { state: FormState }
export const NOTHING: FormState = { typed: {}, faults: {} }

/** Does with a form what it asks for, or gives it back. */
export const sent = async <T>(typed: Typed, read: Read<T>, done: string, act: (input: T) => Promise<unknown>): Promise<Sent> => {
  if (!read.ok) return { state: { typed, faults: read.faults } }
  await act(read.input)
  return { done }
}
