import { useLanguage } from '#platform/languages/intl.tsx'
import type { PartialDay } from '../early/duration.ts'

/** Days in the words of the page: "9 mars 2024", "mars 2024", "2024". */
export const useDays = () => {
  const { language, intl } = useLanguage()
  const inWords = (iso: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(new Date(`${iso}T00:00:00Z`))
  const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const
  return {
    day: (iso: string) => inWords(iso, LONG),
    on: (at: Date | string) => intl.formatDate(at, { dateStyle: 'long' }),
    partial: (partial: PartialDay) =>
      partial.length === 4
        ? partial
        : partial.length === 7
          ? inWords(`${partial}-01`, { month: 'long', year: 'numeric' })
          : inWords(partial, LONG),
  }
}
