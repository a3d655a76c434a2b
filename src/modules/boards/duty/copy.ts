import { localNow, momentOf } from '../../care/index.ts'
import { dayAfter } from './week.ts'

type Hours = { worker: string; startsAt: Date; endsAt: Date }
/** `there`: has hours then already · `away` · `left`: works in the team no more by then · `past`: that time has begun. */
export const SKIPPED = ['there', 'away', 'left', 'past'] as const
export type Skipped = (typeof SKIPPED)[number]
export type Copied = Hours & { day: string; skipped: Skipped | null }

/** The same time by the clock there so many days later: a shift at eight stays at eight where clocks change between. */
const later = (moment: Date, days: number, zone: string): Date => {
  const { day, time } = localNow(moment, zone)
  return momentOf(dayAfter(day, days), time, zone)
}

export type Around = {
  zone: string
  now: Date
  /** How many days are between the two weeks. */
  days: number
  /** What is planned already at that time. */
  planned: readonly Hours[]
  isAway: (worker: string, day: string) => boolean
  works: (worker: string) => boolean
}
/** What becomes of the shifts of a week in another, each with the reason for which it is left out. Two of one worker that overlap are not both made. */
export const copyOf = (shifts: readonly Hours[], { zone, now, days, planned, isAway, works }: Around): Copied[] => {
  const taken: Hours[] = [...planned]
  return shifts.map(({ worker, startsAt, endsAt }) => {
    const copy = { worker, startsAt: later(startsAt, days, zone), endsAt: later(endsAt, days, zone) }
    const { day } = localNow(copy.startsAt, zone)
    const overlaps = taken.some((other) => other.worker === worker && other.startsAt < copy.endsAt && copy.startsAt < other.endsAt)
    const skipped = overlaps ? 'there' : !works(worker) ? 'left' : isAway(worker, day) ? 'away' : copy.startsAt <= now ? 'past' : null
    if (skipped === null) taken.push(copy)
    return { ...copy, day, skipped }
  })
}
