import { type Say, useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Option } from '#platform/ui/index.ts'

/** The words of a list as the answers of a field: `prefix` and a value make the id of a message. */
export const optionsOf = <V extends string, P extends string>(
  say: Say,
  prefix: P,
  values: readonly V[] & (`${P}${V}` extends MessageId ? unknown : never),
): Option[] => values.map((value) => ({ value, label: say(`${prefix}${value}` as MessageId) }))

const ZONE = { timeZone: 'Europe/Paris' } as const
/** Days and moments in the language of the page; times are those of Paris and Brussels. */
export const useTimes = () => {
  const { language } = useLanguage()
  const moment = new Intl.DateTimeFormat(language, { ...ZONE, dateStyle: 'medium', timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' })
  return {
    at: (when: Date | string | null) => (when === null ? '' : moment.format(new Date(when))),
    day: (iso: string | null) => (iso === null ? '' : date.format(new Date(`${iso}T00:00:00Z`))),
  }
}
