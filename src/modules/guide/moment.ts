import { isHoliday } from './holidays.ts'

/** A day as opening hours need it: 0 is Monday. `isHoliday` is null where a country's holidays are not known. */
export type CalendarDay = { date: string; weekday: number; isHoliday: boolean | null }
/** What the clock on the wall shows somewhere: minutes since midnight, and the days from yesterday on. */
export type LocalMoment = { minute: number; days: readonly CalendarDay[] }
/** `days[0]` is yesterday, whose night may reach into today; `days[TODAY]` is today. */
export const TODAY = 1
const DAYS_AHEAD = 9
const DAY = 86_400_000

// One zone for each country, as far as networks are there; France's overseas departments have clocks of their own.
const ZONES: Readonly<Record<string, string>> = {
  FR: 'Europe/Paris',
  BE: 'Europe/Brussels',
  LU: 'Europe/Luxembourg',
  NL: 'Europe/Amsterdam',
  DE: 'Europe/Berlin',
  CH: 'Europe/Zurich',
  IT: 'Europe/Rome',
}
const OVERSEAS: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '976': 'Indian/Mayotte',
}

/** The time zone of a territory ("FR-97415"), or else of the country of its network; null: we do not know which clock holds. */
export const zoneOf = (country: string, territory: string | null): string | null => {
  const at = territory?.slice(0, 2) ?? country
  const overseas = at === 'FR' ? OVERSEAS[territory?.replace('FR-', '').replace(/^D/, '').slice(0, 3) ?? ''] : undefined
  return overseas ?? ZONES[at] ?? null
}
/** The country that a territory lies in, or else that of its network. */
export const countryOf = (country: string, territory: string | null): string => territory?.slice(0, 2) ?? country

const partsIn = (zone: string, now: Date) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'short' })
  const of = (type: Intl.DateTimeFormatPartTypes) => format.formatToParts(now).find((part) => part.type === type)?.value ?? ''
  return { date: `${of('year')}-${of('month')}-${of('day')}`, minute: Number(of('hour')) * 60 + Number(of('minute')) }
}

/** The clock and the calendar of a place at a moment. @returns null where its time zone is not known */
export const localMoment = (now: Date, country: string, territory: string | null): LocalMoment | null => {
  const zone = zoneOf(country, territory)
  if (zone === null) return null
  const { date, minute } = partsIn(zone, now)
  const today = Date.parse(`${date}T00:00:00Z`)
  const days = Array.from({ length: DAYS_AHEAD }, (_, at) => {
    const day = new Date(today + (at - TODAY) * DAY)
    const iso = day.toISOString().slice(0, 10)
    return { date: iso, weekday: (day.getUTCDay() + 6) % 7, isHoliday: isHoliday(countryOf(country, territory), iso) }
  })
  return { minute, days }
}
