/** A calendar year, or one of its quarters. The whole year is quarter 0. */
export type Period = { year: number; quarter: 0 | 1 | 2 | 3 | 4 }

const YEARS = 3
/** "2026" or "2026-3". */
export const nameOf = ({ year, quarter }: Period) => (quarter === 0 ? String(year) : `${year}-${quarter}`)
const quarterAt = (day: string) => Math.ceil(Number(day.slice(5, 7)) / 3)

/** The periods that can be chosen on a day (ISO), the latest first: each year, after it its quarters that have begun. */
export const periodsUntil = (day: string): Period[] => {
  const thisYear = Number(day.slice(0, 4))
  return Array.from({ length: YEARS }, (_, back) => thisYear - back).flatMap((year) => {
    const begun = year === thisYear ? quarterAt(day) : 4
    return [0, ...Array.from({ length: begun }, (_, n) => begun - n)].map((quarter) => ({ year, quarter }) as Period)
  })
}

/** The period that an address names, else the quarter that ended last: what a committee looks at. */
export const periodFrom = (wished: string | null, day: string): Period => {
  const periods = periodsUntil(day)
  const year = Number(day.slice(0, 4))
  const now = quarterAt(day)
  const last = now === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: now - 1 }
  return (
    periods.find((each) => nameOf(each) === wished) ??
    periods.find((each) => nameOf(each) === nameOf(last as Period)) ?? { year, quarter: 0 }
  )
}

/** Its first and its last day (ISO), both included. */
export const daysOf = ({ year, quarter }: Period): { from: string; to: string } => ({
  from: new Date(Date.UTC(year, quarter === 0 ? 0 : quarter * 3 - 3, 1)).toISOString().slice(0, 10),
  to: new Date(Date.UTC(year, quarter === 0 ? 12 : quarter * 3, 0)).toISOString().slice(0, 10),
})

/** The last day of a period, or today where it is not over (ISO). */
export const lastDayOf = (period: Period, today: string): string => {
  const { to: end } = daysOf(period)
  return end < today ? end : today
}
/** How many quarters of a year have begun on a day. */
export const begunOf = (year: number, today: string) => (year < Number(today.slice(0, 4)) ? 4 : quarterAt(today))

/** The period of the same kind before one: the year before a year, the quarter before a quarter. */
export const before = ({ year, quarter }: Period): Period =>
  quarter === 0
    ? { year: year - 1, quarter }
    : quarter === 1
      ? { year: year - 1, quarter: 4 }
      : { year, quarter: (quarter - 1) as Period['quarter'] }

const COURSE = 8
/** A period and those of its kind before it that can be chosen as well, the latest first: at most eight. */
export const courseUntil = (period: Period, today: string): Period[] => {
  const chosen = periodsUntil(today)
  const like = chosen.filter(({ quarter }) => (quarter === 0) === (period.quarter === 0))
  return like
    .slice(
      Math.max(
        0,
        like.findIndex((each) => nameOf(each) === nameOf(period)),
      ),
    )
    .slice(0, COURSE)
}

/** The quarter of a day (ISO). */
export const quarterOn = (day: string): Period => ({ year: Number(day.slice(0, 4)), quarter: quarterAt(day) as Period['quarter'] })

/** Whether a period is not over yet: its counts still grow. */
export const isUnderWay = (period: Period, today: string) => daysOf(period).to >= today

// What happened on the last days is written down within so many more.
const WRITTEN_AFTER = 10
/** How old counts of a year may get: an hour while it goes on and as long as it is not known who came back (`backDays`), then a day. */
export const ageOf = (year: number, today: string, backDays: number): string =>
  Date.parse(today) - Date.parse(`${year}-12-31`) > (backDays + WRITTEN_AFTER) * 86_400_000 ? '1 day' : '1 hour'
