import { useLanguage } from '#platform/languages/intl.tsx'
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
} from '../hours.ts'

/** Opening hours in words, one line for the days that have the same. What is not of the notation is shown as it is written. */
export const OpeningHours = ({ notation }: { notation: string }) => {
  const lines = useHoursInWords(notation)
  const [first, ...others] = lines
  return others.length === 0 ? (
    first
  ) : (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

// 5 January 2026 was a Monday.
const dateOf = (day: DayOrHoliday) => new Date(Date.UTC(2026, 0, 5 + DAYS.indexOf(day as (typeof DAYS)[number]), 12))

export const useHoursInWords = (notation: string): string[] => {
  const { say, intl } = useLanguage()
  const hours = parseHours(notation)
  if (hours === null) return [notation]
  const time = (minutes: number) => {
    const [hour = '', minute = ''] = timeOf(minutes).split(':')
    return say('hours.time', { hour: String(Number(hour)), minute })
  }
  const span = ({ from, to }: Span) =>
    from === 0 && to === DAY_MINUTES
      ? say('hours.wholeDay')
      : say(to < from ? 'hours.spanNight' : 'hours.span', { from: time(from), to: time(to) })
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
