import { ZONE } from '#platform/today.ts'
import type { Preference } from './vocabulary.ts'

const WALL = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const DAY = 24 * 60
const MINUTE = 60_000

const wallOf = (moment: Date) => {
  const parts = Object.fromEntries(WALL.formatToParts(moment).map(({ type, value }) => [type, value]))
  return { minute: Number(parts.hour) * 60 + Number(parts.minute), isWeekend: parts.weekday === 'Sat' || parts.weekday === 'Sun' }
}
const minuteIn = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** How many minutes of quiet are left at this moment, by the clock on the wall: 0 when it is not quiet. */
export const quietMinutes = ({ quietFrom, quietUntil, quietWeekend }: Preference, moment: Date): number => {
  const { minute, isWeekend } = wallOf(moment)
  if (quietWeekend && isWeekend) return DAY - minute
  if (quietFrom === null || quietUntil === null) return 0
  const [from, until] = [minuteIn(quietFrom), minuteIn(quietUntil)]
  const isQuiet = from < until ? minute >= from && minute < until : minute >= from || minute < until
  return isQuiet ? (until - minute + DAY) % DAY : 0
}

/**
 * The first moment from `now` on at which a person may be disturbed; `now` itself when it is not quiet.
 * A night in which the clocks change may end up to an hour late, never early.
 */
export const firstLoud = (preference: Preference, now: Date): Date => {
  let moment = now
  for (let left = quietMinutes(preference, moment); left > 0; left = quietMinutes(preference, moment))
    moment = new Date(Math.floor(moment.getTime() / MINUTE) * MINUTE + left * MINUTE)
  return moment
}
