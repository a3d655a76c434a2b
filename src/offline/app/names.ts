import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import type { Say, Speech } from '#platform/languages/intl.tsx'

export const nameOf = (say: Say, { given, family }: Pick<CarriedPerson, 'given' | 'family'>) =>
  `${given} ${family}`.trim() || say('care.unnamed')
/** The referent's own first, then by family name as the language sorts names. */
export const inOrder = (people: readonly CarriedPerson[]): CarriedPerson[] => {
  const { compare } = new Intl.Collator('fr')
  return [...people].sort(
    (one, other) =>
      Number(other.isReferent) - Number(one.isReferent) ||
      compare(one.family, other.family) ||
      compare(one.given, other.given) ||
      (one.id < other.id ? -1 : 1),
  )
}
export const placeOf = (kind: 'people' | 'write' | 'reach', { network, id }: Pick<CarriedPerson, 'network' | 'id'>) =>
  `#/${kind}/${network}/${id}`
/** The day it is where the teams work, as "2026-11-22". */
export const dayNow = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(new Date())
export const timeNow = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', timeStyle: 'short' }).format(new Date())
export const inDays = (intl: Speech, day: string) => intl.formatDate(`${day}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long' })
