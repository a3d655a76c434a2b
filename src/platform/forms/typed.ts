import type { z } from 'zod'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'

/** A form as it was typed: every field a text, so that nothing is lost when something is wrong. */
export type Typed = Readonly<Record<string, string>>
/** What is wrong with one field, in words of the catalogue. */
export type Fault = { id: MessageId; values?: Record<string, string> }
export type Faults = Readonly<Record<string, Fault>>
/** What a form gives: values that can be kept, or what is wrong at which field. */
export type Read<T> = { ok: true; input: T } | { ok: false; faults: Faults }

const LONGEST = 20_000
/**
 * All text fields of a form; files and the one character that the database cannot hold are left out. Of a text that no field takes one
 * letter too many stays, by which it is known.
 */
export const typedOf = (form: FormData): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.replaceAll('\0', '').slice(0, LONGEST + 1)]] : [])),
  )

type Issue = { message: string; params?: unknown }
const faultOf = (issues: readonly Issue[]): Fault => {
  const { message = 'cell.required', params } = issues.find((issue) => issue.message.startsWith('cell.')) ?? {}
  return { id: message as MessageId, ...(params === undefined ? {} : { values: params as Record<string, string> }) }
}

/** Reads a form field by field and gathers what is wrong: `cell` gives the value, or undefined after noting the fault. */
export const reading = (typed: Typed) => {
  const faults: Record<string, Fault> = {}
  const wrong = (name: string, id: MessageId, values?: Record<string, string>): undefined => {
    faults[name] ??= { id, ...(values === undefined ? {} : { values }) }
  }
  const cell = <T>(name: string, schema: z.ZodType<T, string>): T | undefined => {
    const value = typed[name] ?? ''
    const parsed = schema.safeParse(value)
    if (parsed.success) return value.length > LONGEST ? wrong(name, 'form.fault.long', { most: String(LONGEST) }) : parsed.data
    const { id, values } = faultOf(parsed.error.issues)
    return wrong(name, id, values)
  }
  /** A text of at most so many characters, as its writer counts them: nobody's words are cut in silence. */
  const upTo = (name: string, most: number, schema?: z.ZodType<string, string>): string => {
    const given = schema === undefined ? (typed[name] ?? '').trim() : cell(name, schema)
    const value = (given ?? '').replaceAll('\r\n', '\n')
    if (value.length > most) wrong(name, 'form.fault.long', { most: String(most) })
    return value
  }
  /** The rows of a repeated group that have something in one of these fields: organisation-0, role-0, organisation-1, … */
  const rows = (names: readonly string[]) =>
    indexesOf(typed, names).filter((at) => names.some((name) => (typed[`${name}-${at}`] ?? '').trim() !== ''))
  const done = <T>(make: () => T): Read<T> => (Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, input: make() })
  return { cell, upTo, wrong, rows, done }
}

const ID = /^[a-z0-9][a-z0-9._-]{0,99}$/
/** An id out of an address or a hidden field. @throws Problem not_found for what cannot be one, before the database has to refuse it */
export const idIn = (text: string): string => found(ID.test(text) ? text : undefined)

/** The version that a form was opened with; -1, which no record has, when somebody changed it in the form. */
export const versionIn = ({ version = '' }: Typed) => (/^\d{1,9}$/.test(version) ? Number(version) : -1)

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
