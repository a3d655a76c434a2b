const DAY = 86_400_000
const ZONE = 'Europe/Paris'
/** The day that it is in Paris and Brussels, some days from now, as ISO. */
export const dayIn = (days: number, now = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(new Date(now.getTime() + days * DAY))
export const timeNow = (now = new Date()): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, timeStyle: 'short' }).format(now)
/** The first and the last day of a month ("2026-12"); of the present one for what is no month. */
export const monthOf = (text: string | null): { month: string; first: string; last: string } => {
  const month = text !== null && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : dayIn(0).slice(0, 7)
  const [year = 0, at = 0] = month.split('-').map(Number)
  return { month, first: `${month}-01`, last: new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10) }
}
export const monthsFrom = (month: string, by: number): string => {
  const [year = 0, at = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, at - 1 + by, 1)).toISOString().slice(0, 7)
}
