import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import type { Fault, Faults } from '../faults.ts'
import type { Population } from '../territories.queries.server.ts'

/** Says faults, days and texts of records in the reader's language. */
export const useDirectoryWords = () => {
  const { say, intl, language } = useLanguage()
  const sayFault = ({ id, values }: Fault) => say((id in intl.messages ? id : 'problem.invalid.title') as MessageId, values)
  const day = (iso: string) => {
    const words = intl.formatDate(`${iso}T12:00:00Z`, { dateStyle: 'long' })
    // CLDR writes "1 janvier"; French says "1er janvier".
    return language === 'fr' ? words.replace(/^1 /, '1er ') : words
  }
  const period = (from: string | null, to: string | null) => {
    if (from !== null && to !== null) return say('period.both', { from: day(from), to: day(to) })
    if (from !== null) return say('period.from', { from: day(from) })
    return to === null ? say('period.unknown') : say('period.until', { to: day(to) })
  }
  const languageName = (code: string) => new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? code
  const people = ({ known, unknown }: Population) => {
    if (known === null) return say('territory.population.unknown')
    return unknown === 0 ? say('territory.people', { count: known }) : say('territory.people.atLeast', { count: known, unknown })
  }
  return {
    sayFault,
    people,
    day,
    period,
    languageName,
    /** The errors of a form as its fields and its summary take them. */
    errorsOf: (faults: Faults): Record<string, string> =>
      Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, sayFault(fault)])),
  }
}
