/** The zone in which Maillage tells and asks for days: networks of France and Belgium share its clock (Intl and PostgreSQL know it by this name). */
export const ZONE = 'Europe/Paris'
const CALENDAR = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })

/**
 * The day that it is at a moment for the people of an installation, as "2026-11-22". Not the day of UTC: in the first hours after
 * midnight that is yesterday, and a form would refuse the visit of this night as one of the future.
 */
export const dayOf = (at: Date): string => CALENDAR.format(at)
export const today = (): string => dayOf(new Date())

/** The day so many days after a day; before it, where they are less than none. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
/** The day so many days from today. */
export const dayIn = (days: number): string => dayAfter(today(), days)

/** The same day some months later, or the first days of the month after where there is no such day; as PostgreSQL is not asked for it. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10)
}
