import { useLanguage } from '#platform/languages/intl.tsx'
import { ZONE } from '#platform/today.ts'

/** Days and moments as a team reads them, in the language of the page; times are those of Paris and Brussels. */
export const useMoments = () => {
  const { language } = useLanguage()
  const zone = { timeZone: ZONE } as const
  const moment = new Intl.DateTimeFormat(language, {
    ...zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  return {
    at: (when: Date | string | null) => (when === null ? '' : moment.format(new Date(when))),
    day: (iso: string | null) => (iso === null ? '' : date.format(new Date(`${iso}T00:00:00Z`))),
  }
}
