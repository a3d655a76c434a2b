import type { Precision } from './vocabulary.ts'

/** When something happened. Days are ISO; what is known to the month or year only spans the whole of it. */
export type When = { starts_on: string; ends_on: string; precision: Precision }

const CUT: Record<Precision, number> = { day: 10, month: 7, year: 4 }

const lastDay = (day: string, precision: Precision): string => {
  if (precision === 'year') return `${day.slice(0, 4)}-12-31`
  const [year = 0, month = 0] = day.split('-').map(Number)
  return precision === 'month' ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : day
}
/** It ended on the day that it began, or within the month or year that is all that is known. */
export const isOneSpan = ({ starts_on, ends_on, precision }: When) => lastDay(starts_on, precision) === ends_on

/** The same as it is written in a file or a form: the end only where the beginning does not say it. */
export const datesWritten = (when: When): { starts: string; ends: string } => ({
  starts: when.starts_on.slice(0, CUT[when.precision]),
  ends: isOneSpan(when) ? '' : when.ends_on,
})

/**
 * A part lies outside of what it is part of. What is known to the month or year only is outside when no day of it can be inside:
 * the same rule as the account's relation `dates`.
 */
export const isOutside = (part: When, whole: When) =>
  part.precision === 'day'
    ? part.starts_on < whole.starts_on || part.ends_on > whole.ends_on
    : part.ends_on < whole.starts_on || part.starts_on > whole.ends_on

/** The month that something is listed under, as "2025-06"; "2025" where the month is not known. */
export const monthOf = ({ starts_on, precision }: Pick<When, 'starts_on' | 'precision'>) => starts_on.slice(0, precision === 'year' ? 4 : 7)
