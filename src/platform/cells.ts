// What the cells of a file must look like: every reader of files uses these, so that a wrong cell is told in the same words.
// The issue's message is the id of a translated sentence; see `cell.*` in the catalogues.
import { z } from 'zod'
import type { Words } from './words.ts'

const SLUG = /^[a-z0-9][a-z0-9._-]{0,99}$/
const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/ // PostgreSQL knows no year 0000

export const isDay = (text: string) =>
  DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

const cell = z.string().transform((text) => text.trim())
/** An empty cell is null; anything else must pass. */
export const optional = <T extends z.ZodType<unknown, string>>(inner: T): z.ZodType<z.output<T> | null, string> =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return null
    const read = inner.safeParse(text)
    if (read.success) return read.data
    // Not a union of both: that would say "invalid" and not what was expected.
    context.issues.push(...read.error.issues.map((issue) => ({ ...issue, input: text }) as z.core.$ZodRawIssue))
    return z.NEVER
  })

export const text = cell.refine((value) => value !== '', 'cell.required')
export const slug = cell.refine((value) => SLUG.test(value), 'cell.slug')
export const matching = (pattern: RegExp, message: string) => cell.refine((value) => pattern.test(value), message)
export const oneOf = <const T extends string>(values: readonly T[]) =>
  cell
    .refine((value): value is T => values.includes(value as T), { error: 'cell.oneOf', params: { values: values.join(', ') } })
    .transform((value) => value as T)
export const list = cell.transform((value) => (value === '' ? [] : value.split('|').map((part) => part.trim())))
export const yesNo = cell.refine((value) => ['', 'true', 'false'].includes(value), 'cell.yesNo').transform((value) => value === 'true')

const NUMBER = /^-?\d+([.,]\d+)?$/
export const decimal = cell.refine((value) => NUMBER.test(value), 'cell.number').transform((value) => Number(value.replace(',', '.')))
export const whole = cell.refine((value) => /^\d{1,9}$/.test(value), 'cell.whole').transform(Number)
export const day = cell.refine(isDay, 'cell.day')

export type Span = { from: string; to: string; precision: 'day' | 'month' | 'year' }
/** "2025-06-24", "2025-06" or "2025" as its first and last day; null when it is none of these. */
export const spanOf = (value: string): Span | null => {
  if (/^[1-9]\d{3}$/.test(value)) return { from: `${value}-01-01`, to: `${value}-12-31`, precision: 'year' }
  if (/^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(value)) {
    const [year = 0, month = 0] = value.split('-').map(Number)
    return { from: `${value}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10), precision: 'month' }
  }
  return isDay(value) ? { from: value, to: value, precision: 'day' } : null
}
export const date = cell.refine((value) => spanOf(value) !== null, 'cell.date').transform((value) => spanOf(value) as Span)

/** The columns x_fr, x_nl, x_en of a row as one text in several languages; null when all are empty. */
export const wordsOf = (fr: string, nl: string, en: string): Words | null => {
  const words = Object.fromEntries(Object.entries({ fr, nl, en }).filter(([, value]) => value.trim() !== ''))
  return Object.keys(words).length === 0 ? null : words
}

/** Any text, empty too. */
export const anyText = cell
