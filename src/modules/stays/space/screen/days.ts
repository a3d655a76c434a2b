import { useLanguage } from '#platform/languages/intl.tsx'

/** Days and moments as somebody reads them about themselves: in words, with the day of the week; times are those of Paris and Brussels. */
export const useDays = () => {
  const { language } = useLanguage()
  const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'full' })
  const moment = new Intl.DateTimeFormat(language, { timeZone: 'Europe/Paris', dateStyle: 'full', timeStyle: 'short' })
  return {
    day: (iso: string | null) => (iso === null ? '' : date.format(new Date(`${iso}T00:00:00Z`))),
    at: (when: Date | string | null) => (when === null ? '' : moment.format(new Date(when))),
  }
}
