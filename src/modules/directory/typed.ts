/** A form as it was typed: every field a text, so that nothing is lost when something is wrong. */
export type Typed = Readonly<Record<string, string>>

const LONGEST = 20_000
/** All text fields of a form; files are left out. */
export const typedOf = (form: FormData): Typed =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, LONGEST)]] : [])))

/** The fields of a form by the names that it should have: what is not there is empty. */
export const picked = <T extends string>(typed: Typed, names: readonly T[]) =>
  Object.fromEntries(names.map((name) => [name, (typed[name] ?? '').replaceAll('\r\n', '\n')])) as Record<T, string>

/** What a form shows: what was typed, what is wrong with it, and what somebody else has put there meanwhile. */
export type FormState = {
  typed: Typed
  faults: Readonly<Record<string, { id: string; values?: Record<string, string> }>>
  theirs: Typed | null
  version: number
}
