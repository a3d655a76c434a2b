import type { IntlShape } from 'react-intl'
import { type Say, sayWith } from '#platform/languages/intl.tsx'
import { spanOf } from '#platform/cells.ts'
import type { When } from '../dates.ts'

const noon = (day: string) => new Date(`${day}T12:00:00Z`)
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const
const MONTH = { month: 'long', year: 'numeric' } as const

/** A month ("2025-06") or a year in words, for the heading of what happened in it. */
export const monthInWords = (intl: IntlShape, month: string) => (month.length === 4 ? month : intl.formatDate(noon(`${month}-15`), MONTH))

/** When something happened, in words and no more exactly than it is known: "24 juin 2025", "juin 2025", "2025". */
export const daysInWords = (intl: IntlShape, { starts_on, ends_on, precision }: When): string => {
  const say: Say = sayWith(intl)
  const first = precision === 'year' ? starts_on.slice(0, 4) : intl.formatDate(noon(starts_on), precision === 'month' ? MONTH : DAY)
  if (spanOf(starts_on.slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10))?.to === ends_on) return first
  return say('journal.days.range', { from: first, to: intl.formatDate(noon(ends_on), DAY) })
}
