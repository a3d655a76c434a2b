import type { z } from 'zod'
import type { MessageId } from '#platform/languages/message-id.ts'

/** A form as it was typed: every field a text, so that nothing is lost when something is wrong. */
export type Typed = Readonly<Record<string, string>>
/** What is wrong with one field, in words of the catalogue. */
export type Fault = { id: MessageId; values?: Record<string, string> }
export type Faults = Readonly<Record<string, Fault>>
/** What a form gives: values that can be kept, or what is wrong at which field. */
export type Read<T> = { ok: true; input: T } | { ok: false; faults: Faults }

const LONGEST = 20_000
/** All text fields of a form; files are left out, and a text that no field needs is cut. */
export const typedOf = (form: FormData): Typed =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, LONGEST)]] : [])))

type Issue = { message: string; params?: unknown; errors?: readonly (readonly Issue[])[] }
// What may be empty is a choice between "nothing" and a cell: what is wrong with the cell is what a person can correct.
const innermost = (issues: readonly Issue[]): Issue | undefined => {
  const flat = issues.flatMap((issue) => [issue, ...(issue.errors ?? []).map(innermost).filter((inner) => inner !== undefined)])
  return flat.find(({ message }) => message.startsWith('cell.'))
}
const faultOf = (issues: readonly Issue[]): Fault => {
  const { message = 'cell.required', params } = innermost(issues) ?? {}
  return { id: message as MessageId, ...(params === undefined ? {} : { values: params as Record<string, string> }) }
}

/** Reads a form field by field and gathers what is wrong: `cell` gives the value, or undefined after noting the fault. */
export const reading = (typed: Typed) => {
  const faults: Record<string, Fault> = {}
  const wrong = (name: string, id: MessageId, values?: Record<string, string>): undefined => {
    faults[name] ??= { id, ...(values === undefined ? {} : { values }) }
  }
  const cell = <T>(name: string, schema: z.ZodType<T, string>): T | undefined => {
    const parsed = schema.safeParse(typed[name] ?? '')
    if (parsed.success) return parsed.data
    const { id, values } = faultOf(parsed.error.issues)
    return wrong(name, id, values)
  }
  /** The rows of a repeated group that have something in one of these fields: organisation-0, role-0, organisation-1, … */
  const rows = (names: readonly string[]) =>
    indexesOf(typed, names).filter((at) => names.some((name) => (typed[`${name}-${at}`] ?? '').trim() !== ''))
  const done = <T>(make: () => T): Read<T> => (Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, input: make() })
  return { cell, wrong, rows, done }
}

/** The numbers of the rows of a repeated group, in order. */
export const indexesOf = (typed: Typed, names: readonly string[]): number[] => {
  const found = Object.keys(typed).flatMap((key) => {
    const [, name, at] = /^([a-z]+)-(\d{1,3})$/.exec(key) ?? []
    return name !== undefined && names.includes(name) ? [Number(at)] : []
  })
  return [...new Set(found)].sort((a, b) => a - b)
}

/** The fields that somebody else changed meanwhile, with what they hold now. */
export const differences = (typed: Typed, theirs: Typed): { name: string; value: string }[] =>
  Object.entries(theirs).flatMap(([name, value]) => (name !== 'version' && (typed[name] ?? '') !== value ? [{ name, value }] : []))
