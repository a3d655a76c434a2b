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
