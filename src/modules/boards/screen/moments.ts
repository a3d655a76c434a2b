import { useLanguage } from '#platform/languages/intl.tsx'

/** Hours, days and both as a team reads them, by the clock of the network. */
export const useClock = (zone: string) => {
  const { language } = useLanguage()
  const hour = new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  const dayAndHour = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const day = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })
  const long = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
  const plain = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' })
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  return {
    hour: (moment: Date | string) => hour.format(new Date(moment)),
    /** As the field of a form holds a time. */
    plain: (moment: Date | string) => plain.format(new Date(moment)),
    moment: (moment: Date | string) => dayAndHour.format(new Date(moment)),
    /** The day there, in ISO 8601. */
    isoDay: (moment: Date | string) => there.format(new Date(moment)),
    day: (iso: string) => day.format(new Date(`${iso}T00:00:00Z`)),
    longDay: (iso: string) => long.format(new Date(`${iso}T00:00:00Z`)),
    /** Only the hour of a moment that is today. */
    near: (moment: Date | string, now: Date | string) =>
      there.format(new Date(moment)) === there.format(new Date(now)) ? hour.format(new Date(moment)) : dayAndHour.format(new Date(moment)),
  }
}
