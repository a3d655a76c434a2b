import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Fault, Faults } from '../faults.ts'

/** Says faults, days and texts of records in the reader's language. */
export const useDirectoryWords = () => {
  const { say, intl, language } = useLanguage()
  const sayFault = ({ id, values }: Fault) => say((id in intl.messages ? id : 'problem.invalid.title') as MessageId, values)
  const day = (iso: string) => intl.formatDate(`${iso}T12:00:00Z`, { dateStyle: 'long' })
  const period = (from: string | null, to: string | null) => {
    if (from !== null && to !== null) return say('period.both', { from: day(from), to: day(to) })
    if (from !== null) return say('period.from', { from: day(from) })
    return to === null ? say('period.unknown') : say('period.until', { to: day(to) })
  }
  const languageName = (code: string) => new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? code
  return {
    sayFault,
    day,
    period,
    languageName,
    /** The errors of a form as its fields and its summary take them. */
    errorsOf: (faults: Faults): Record<string, string> => Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, sayFault(fault)])),
  }
}
