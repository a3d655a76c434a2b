import { type Span, spanOf } from '#platform/cells.ts'
import type { Precision } from './vocabulary.ts'

/** When something happened. Days are ISO; what is known to the month or year only spans the whole of it. */
export type When = { starts_on: string; ends_on: string; precision: Precision }

const LOCAL = /^(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})$/
/** A date as people write it: "24/06/2025", "6/2025", "2025", or ISO. @returns null when it is none of these */
export const dateTyped = (text: string): Span | null => {
  const [, day, month, year] = LOCAL.exec(text.trim()) ?? []
  if (year === undefined || month === undefined) return spanOf(text.trim())
  return spanOf([year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-'))
}

const CUT: Record<Precision, number> = { day: 10, month: 7, year: 4 }

/** The same as it is written in a file or a form: the end only where the beginning does not say it. */
export const datesWritten = ({ starts_on, ends_on, precision }: When): { starts: string; ends: string } => {
  const starts = starts_on.slice(0, CUT[precision])
  return { starts, ends: spanOf(starts)?.to === ends_on ? '' : ends_on }
}

/**
 * A part lies outside of what it is part of. What is known to the month or year only is outside when no day of it can be inside:
 * the same rule as the account's relation `dates`.
 */
export const isOutside = (part: When, whole: When) =>
  part.precision === 'day' ? part.starts_on < whole.starts_on || part.ends_on > whole.ends_on : part.ends_on < whole.starts_on || part.starts_on > whole.ends_on

/** The month that something is listed under, as "2025-06"; "2025" where the month is not known. */
export const monthOf = ({ starts_on, precision }: Pick<When, 'starts_on' | 'precision'>) => starts_on.slice(0, precision === 'year' ? 4 : 7)
