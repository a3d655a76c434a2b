import { DAY_MINUTES, DAYS, type DayOrHoliday, type Hours, isAlways, parseHours, type Span } from '#modules/directory/hours.ts'
import { type CalendarDay, type LocalMoment, TODAY } from './moment.ts'
import type { Time } from './vocabulary.ts'

/** A moment on the clock of the place: an ISO day and minutes since midnight; 1440 is midnight at its end. */
export type ClockTime = { date: string; minute: number }
/** Whether a door is open now. `until` null: day and night. `opens` null: not in the days ahead. `unless`: it may be a holiday there, for all we know. */
export type OpenState =
  | { state: 'open'; until: ClockTime | null; unless?: 'holiday' }
  | { state: 'closed'; opens: ClockTime | null }
  /** none: no hours stated; unread: stated in a way that we cannot read; holiday: nothing stated for holidays; zone: whose clock? */
  | { state: 'unknown'; why: 'none' | 'unread' | 'holiday' | 'zone' }

const byDay = (hours: Hours) =>
  new Map<DayOrHoliday, readonly Span[]>(hours.flatMap(({ days, spans }) => days.map((day) => [day, spans] as const)))

type SpansOn = (day: CalendarDay) => readonly Span[] | null
/** When it is open on a day; null: a holiday of which nothing is said. */
const spansBy = (hours: Hours): SpansOn => {
  const named = byDay(hours)
  const onHolidays = named.get('PH') ?? (isAlways(hours) ? [{ from: 0, to: DAY_MINUTES }] : null)
  return ({ weekday, isHoliday }) => (isHoliday === true ? onHolidays : (named.get(DAYS[weekday] ?? 'Mo') ?? []))
}

type Stretch = { from: number; to: number }
/** All stretches of the days ahead on one line of minutes, today's midnight being 0; those that touch are one. */
const stretchesOf = (spansOn: SpansOn, days: readonly CalendarDay[]): Stretch[] => {
  const all = days
    .flatMap((day, at) =>
      (spansOn(day) ?? []).map(({ from, to }) => {
        const midnight = (at - TODAY) * DAY_MINUTES
        return { from: midnight + from, to: midnight + (to > from ? to : to + DAY_MINUTES) }
      }),
    )
    .sort((one, other) => one.from - other.from || one.to - other.to)
  const joined: Stretch[] = []
  for (const stretch of all) {
    const last = joined.at(-1)
    if (last !== undefined && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to)
    else joined.push({ ...stretch })
  }
  return joined
}

const clockAt = (minute: number, days: readonly CalendarDay[], isEnd: boolean): ClockTime => {
  // The end of a day is told as its midnight, not as the beginning of the next.
  const day = isEnd ? Math.ceil(minute / DAY_MINUTES) - 1 : Math.floor(minute / DAY_MINUTES)
  return { date: days[day + TODAY]?.date ?? '', minute: minute - day * DAY_MINUTES }
}

/**
 * Whether a team is open at a moment, by the hours that it states.
 * @param notation as the directory keeps it; null: none stated
 * @param moment null where nobody knows whose clock holds
 */
export const openAt = (notation: string | null, moment: LocalMoment | null): OpenState => {
  if (notation === null || notation.trim() === '') return { state: 'unknown', why: 'none' }
  const hours = parseHours(notation)
  if (hours === null) return { state: 'unknown', why: 'unread' }
  if (moment === null) return { state: 'unknown', why: 'zone' }
  const { minute, days } = moment
  const spansOn = spansBy(hours)
  const stretches = stretchesOf(spansOn, days)
  const now = stretches.find(({ from, to }) => from <= minute && minute < to)
  const end = (days.length - TODAY) * DAY_MINUTES
  const today = days[TODAY]
  // Where a country's holidays are not known, only hours that name them, or hold always, are sure.
  const isSure = today?.isHoliday !== null || byDay(hours).has('PH') || isAlways(hours)
  if (now !== undefined)
    return { state: 'open', until: now.to >= end ? null : clockAt(now.to, days, true), ...(isSure ? {} : { unless: 'holiday' }) }
  if (today !== undefined && spansOn(today) === null) return { state: 'unknown', why: 'holiday' }
  const next = stretches.find(({ from }) => from > minute)
  return { state: 'closed', opens: next === undefined ? null : clockAt(next.from, days, false) }
}

const WINDOWS: Readonly<Record<Time, { days: readonly DayOrHoliday[]; from: number; to: number }>> = {
  day: { days: DAYS.slice(0, 5), from: 8 * 60, to: 18 * 60 },
  evening: { days: DAYS.slice(0, 5), from: 18 * 60, to: 22 * 60 },
  weekend: { days: DAYS.slice(5), from: 8 * 60, to: 20 * 60 },
}

/** Whether the hours of a usual week touch a time of the week. @returns null when they are not stated, or cannot be read */
export const isOpenIn = (notation: string | null, time: Time): boolean | null => {
  const hours = notation === null ? null : parseHours(notation)
  if (hours === null) return null
  const [named, window] = [byDay(hours), WINDOWS[time]]
  return window.days.some((day) =>
    (named.get(day) ?? []).some(({ from, to }) => from < window.to && (to > from ? to : to + DAY_MINUTES) > window.from),
  )
}
