import { type Say, type Speech, sayWith } from '#platform/languages/intl.tsx'
import { isOneSpan, type When } from '../dates.ts'

const noon = (day: string) => new Date(`${day}T12:00:00Z`)
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const
const MONTH = { month: 'long', year: 'numeric' } as const

/** A month ("2025-06") or a year in words, for the heading of what happened in it. */
export const monthInWords = (intl: Speech, month: string) => (month.length === 4 ? month : intl.formatDate(noon(`${month}-15`), MONTH))

// "du 17 au 19 novembre 2025": month and year are said once.
const shortened = (intl: Speech, from: string, to: string) => {
  if (from.slice(0, 7) === to.slice(0, 7)) return String(Number(from.slice(8)))
  return intl.formatDate(noon(from), from.slice(0, 4) === to.slice(0, 4) ? { day: 'numeric', month: 'long' } : DAY)
}

/** When something happened, in words and no more exactly than it is known: "24 juin 2025", "juin 2025", "2025". */
export const daysInWords = (intl: Speech, when: When): string => {
  const { starts_on, ends_on, precision } = when
  const say: Say = sayWith(intl)
  const first = precision === 'year' ? starts_on.slice(0, 4) : intl.formatDate(noon(starts_on), precision === 'month' ? MONTH : DAY)
  if (isOneSpan(when)) return first
  return say('journal.days.range', {
    from: precision === 'day' ? shortened(intl, starts_on, ends_on) : first,
    to: intl.formatDate(noon(ends_on), DAY),
  })
}

/** The same in a list under its month: "17–19 novembre". The year is said only where it is not that of the beginning. */
export const daysInMonth = (intl: Speech, when: When): string => {
  const { starts_on, ends_on, precision } = when
  if (precision === 'year' || starts_on.slice(0, 4) !== ends_on.slice(0, 4)) return daysInWords(intl, when)
  const shown = (day: string) => intl.formatDate(noon(day), precision === 'month' ? { month: 'long' } : { day: 'numeric', month: 'long' })
  const [first, last] = [shown(starts_on), shown(ends_on)]
  if (first === last) return first
  // Not formatRange of Intl: the spaces of its dashes differ from one version to the next, also between server and browser.
  return starts_on.slice(0, 7) === ends_on.slice(0, 7) ? `${Number(starts_on.slice(8))}–${last}` : `${first} – ${last}`
}
