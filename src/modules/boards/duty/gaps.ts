import type { BoardRules } from '../rules.ts'
import { weekdayOf } from './week.ts'

type Hours = { startsAt: Date; endsAt: Date }
export type Gap = { from: Date; to: Date }

/**
 * The hours of a day in which somebody should be on duty and nobody is. Two moments that touch leave no gap.
 * @param day ISO 8601, there; `at` gives the moment of a time of that day (HH:MM) by the clock there
 * @param shifts of those who are there: without those who are away
 */
export const gapsOf = (
  day: string,
  { dutyFrom, dutyTo, dutyDays }: Pick<BoardRules, 'dutyFrom' | 'dutyTo' | 'dutyDays'>,
  shifts: readonly Hours[],
  at: (time: string) => Date,
): Gap[] => {
  if (!dutyDays.includes(weekdayOf(day))) return []
  const [begin, end] = [at(dutyFrom), at(dutyTo)]
  const gaps: Gap[] = []
  let covered = begin
  for (const { startsAt, endsAt } of [...shifts].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())) {
    if (startsAt >= end) break
    if (startsAt > covered) gaps.push({ from: covered, to: startsAt })
    if (endsAt > covered) covered = endsAt
  }
  if (covered < end) gaps.push({ from: covered, to: end })
  return gaps
}
