import { dayOf } from '#platform/today.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const addHours = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * HOUR)

/** Easter Sunday of a year, as days since 1970 (the "anonymous" computus; Meeus, Astronomical Algorithms, chapter 8). */
export const easter = (year: number): number => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / DAY
}

// Days of the year and days after Easter. France: Code du travail, L3133-1. Belgium: royal decree of 18 April 1974, article 1.
const HOLIDAYS: Readonly<Record<string, { fixed: readonly string[]; afterEaster: readonly number[] }>> = {
  FR: { fixed: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'], afterEaster: [1, 39, 50] },
  BE: { fixed: ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'], afterEaster: [1, 39, 50] },
}

/** Monday to Friday, without the public holidays of France and Belgium; of other countries no holiday is known. `day`: days since 1970. */
export const isWorkingDay = (day: number, country: string): boolean => {
  const date = new Date(day * DAY)
  if ([0, 6].includes(date.getUTCDay())) return false
  const holidays = HOLIDAYS[country]
  if (holidays === undefined) return true
  return !holidays.fixed.includes(date.toISOString().slice(5, 10)) && !holidays.afterEaster.includes(day - easter(date.getUTCFullYear()))
}

/** The day that it is at a moment for the people of an installation, in days since 1970. */
export const dayAt = (moment: Date): number => Date.parse(`${dayOf(moment)}T00:00:00Z`) / DAY

/** The same hour so many working days later: three working days from Friday are Wednesday. */
export const addWorkingDays = (moment: Date, days: number, country: string): Date => {
  const first = dayAt(moment)
  let day = first
  for (let left = days; left > 0; ) {
    day += 1
    if (isWorkingDay(day, country)) left -= 1
  }
  return new Date(moment.getTime() + (day - first) * DAY)
}
