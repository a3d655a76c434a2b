/** Days in ISO 8601, both included. */
export type Period = { from: string; to: string }
/** "2026-3": the third quarter of 2026. */
export type Quarter = { year: number; n: 1 | 2 | 3 | 4 }

const SHOWN = 8
const isoDay = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

export const quarterAt = (day: string): Quarter => ({
  year: Number(day.slice(0, 4)),
  n: Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter['n'],
})
export const nameOf = ({ year, n }: Quarter) => `${year}-${n}`
export const periodOf = ({ year, n }: Quarter): Period => ({ from: isoDay(year, 3 * n - 3, 1), to: isoDay(year, 3 * n, 0) })
const before = ({ year, n }: Quarter): Quarter => (n === 1 ? { year: year - 1, n: 4 } : { year, n: (n - 1) as Quarter['n'] })

/** The quarters that can be chosen, that of today first. Years are not among them: a year less its quarters would tell what one hides. */
export const quartersUntil = (day: string): Quarter[] => {
  const quarters: Quarter[] = []
  for (let quarter = quarterAt(day); quarters.length < SHOWN; quarter = before(quarter)) quarters.push(quarter)
  return quarters
}
