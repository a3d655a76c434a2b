import { intlOf, type Say, type Speech, sayWith } from '#platform/languages/intl.tsx'
import { type Locale, languageOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import type { Words } from '#platform/words.ts'
import { type Unit, wordsOf } from '../indicators/index.ts'
import type { Period, Quantity } from '../vocabulary.ts'

/** How numbers, periods and dates are said in one language: the account, its tables and its pictures all speak through this. */
export const speaker = (locale: Locale) => {
  const language = languageOf(locale)
  const intl = intlOf(locale)
  const say = sayWith(intl)
  return {
    language,
    say,
    words: (words: Words) => inWords(words, language).text,
    number: (value: number) => intl.formatNumber(value, { maximumFractionDigits: 2 }),
    quantity: (quantity: Quantity, unit: Unit) => sayQuantity(intl, say, quantity, unit),
    unit: (unit: Unit, value: number | null) => wordsOf(language).unit(unit, value ?? 2),
    period: (period: Period) => sayPeriod(intl, say, period),
    days: (from: string, to: string, precision = 'day') => sayDays(intl, from, to, precision),
    country: (code: string) => intl.formatDisplayName(code, { type: 'region' }) ?? code,
  }
}
export type Speaker = ReturnType<typeof speaker>

const sayQuantity = (intl: Speech, say: Say, { value, valueTo, exactness }: Quantity, unit: Unit) => {
  // A year is read as a name: 2026, not 2 026.
  const number = (n: number) =>
    `${intl.formatNumber(n, { maximumFractionDigits: 2, useGrouping: unit !== 'calendar-year' })}${unit === 'percent' ? '\u202f%' : ''}`
  if (value === null) return say('account.shown.unknown')
  if (exactness === 'exact' || exactness === 'unknown') return number(value)
  return say(`account.shown.${exactness}`, { n: number(value), to: number(valueTo ?? value) })
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

const sayPeriod = (intl: Speech, say: Say, { kind, from, to }: Period) => {
  if (kind === 'as_of') return say('account.period.as_of', { day: intl.formatDate(noon(to), { dateStyle: 'long' }) })
  if (kind === 'year') return to.slice(0, 4)
  const isEndOfYear = to.endsWith('-12-31')
  const end = isEndOfYear ? say('account.period.end', { year: to.slice(0, 4) }) : intl.formatDate(noon(to), { dateStyle: 'long' })
  if (from === null) return say('account.period.until', { end })
  const start = from.endsWith('-01-01') ? from.slice(0, 4) : intl.formatDate(noon(from), { month: 'long', year: 'numeric' })
  return kind === 'since' ? say('account.period.since', { start, end }) : sayDays(intl, from, to, 'day')
}

const sayDays = (intl: Speech, from: string, to: string, precision: string) => {
  if (precision === 'year') return from.slice(0, 4)
  if (precision === 'month') return intl.formatDate(noon(from), { month: 'long', year: 'numeric' })
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const
  return from === to ? intl.formatDate(noon(from), long) : intl.formatDateTimeRange(noon(from), noon(to), long)
}
