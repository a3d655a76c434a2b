// Public holidays by law, for whole countries: hours that say nothing of holidays are not taken for granted on them.
// France: Code du travail, article L3133-1 (without those of Alsace, Moselle and overseas). Belgium: royal decree of 18 April 1974, article 1.
const FIXED: Readonly<Record<string, readonly string[]>> = {
  FR: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
  BE: ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'],
}
// Easter Monday, Ascension, Whit Monday: in days after Easter Sunday.
const AFTER_EASTER = [1, 39, 50]
const DAY = 86_400_000

/** Easter Sunday in the Gregorian calendar, in milliseconds UTC (Meeus, Astronomical Algorithms, chapter 8). */
const easterOf = (year: number): number => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}

/** Whether a day (ISO) is a public holiday in a country; null where we do not know that country's holidays. */
export const isHoliday = (country: string, day: string): boolean | null => {
  const fixed = FIXED[country]
  if (fixed === undefined) return null
  const after = (Date.parse(`${day}T00:00:00Z`) - easterOf(Number(day.slice(0, 4)))) / DAY
  return fixed.includes(day.slice(5)) || AFTER_EASTER.includes(after)
}
