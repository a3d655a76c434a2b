import type { Say, Speech } from '#platform/languages/speech.ts'
import {
  DAY_MINUTES,
  DAYS,
  type DayOrHoliday,
  isAlways,
  parseHours,
  type Rule,
  type Run,
  runsOf,
  type Span,
  timeOf,
  weekOf,
} from './hours.ts'

// 5 January 2026 was a Monday.
const dateOf = (day: DayOrHoliday) => new Date(Date.UTC(2026, 0, 5 + DAYS.indexOf(day as (typeof DAYS)[number]), 12))

/** Minutes since midnight as the reader's language writes a time. */
export const timeInWords = (minutes: number, say: Say): string => {
  const [hour = '', minute = ''] = timeOf(minutes).split(':')
  return say('hours.time', { hour: String(Number(hour)), minute })
}

/** Opening hours in words, one line for the days that have the same; the notation itself when it cannot be read. */
export const hoursInWords = (notation: string, say: Say, intl: Speech): string[] => {
  const hours = parseHours(notation)
  if (hours === null) return [notation]
  const span = ({ from, to }: Span) =>
    from === 0 && to === DAY_MINUTES
      ? say('hours.wholeDay')
      : say(to < from ? 'hours.spanNight' : 'hours.span', { from: timeInWords(from, say), to: timeInWords(to, say) })
  const dayName = (day: DayOrHoliday) =>
    day === 'PH' ? say('hours.holidays') : intl.formatDate(dateOf(day), { weekday: 'long', timeZone: 'UTC' })
  const run = ({ first, last }: Run) => (first === last ? dayName(first) : say('hours.run', { first: dayName(first), last: dayName(last) }))
  const joined = (parts: string[]) =>
    parts.length < 2 ? (parts[0] ?? '') : say('hours.and', { before: parts.slice(0, -1).join(', '), last: parts.at(-1) ?? '' })
  const line = ({ days, spans }: Rule) => {
    const words = joined(runsOf(days).map(run))
    const subject = words.charAt(0).toUpperCase() + words.slice(1)
    return spans.length === 0
      ? say('hours.closed', { days: subject })
      : say('hours.open', { days: subject, spans: joined(spans.map(span)) })
  }
  if (!isAlways(hours)) return weekOf(hours).map(line)
  const holidays = weekOf(hours.map(({ days, spans }) => ({ days: days.filter((day) => day === 'PH'), spans }))).filter(
    ({ days }) => days.length > 0,
  )
  return [say('hours.always'), ...holidays.map(line)]
}
