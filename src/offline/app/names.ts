import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import type { Say, Speech } from '#platform/languages/intl.tsx'
import { folded, likeness, wordsOf } from '#platform/likeness.ts'

export const nameOf = (say: Say, { given, family }: Pick<CarriedPerson, 'given' | 'family'>) =>
  `${given} ${family}`.trim() || say('care.unnamed')
/** Those whose name is like what was typed, the likest first; all of them while nothing is. */
export const foundBy = (typed: string, people: readonly CarriedPerson[]): CarriedPerson[] => {
  const sought = wordsOf(typed)
  if (sought.length === 0) return inOrder(people)
  const ranked = inOrder(people).map((person) => ({
    person,
    alike: likeness(sought, folded(`${person.given} ${person.family}`).split(' ')),
  }))
  return ranked
    .filter(({ alike }) => alike > 0)
    .sort((one, other) => other.alike - one.alike)
    .map(({ person }) => person)
}
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
const inParis = (clock: number, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', ...style }).format(clock)
/** The day it is where the teams work, as "2026-11-22", by a clock in milliseconds. */
export const dayOf = (clock: number): string => inParis(clock, { dateStyle: 'short' })
export const timeOf = (clock: number): string => inParis(clock, { timeStyle: 'short' })
export const inDays = (intl: Speech, day: string) => intl.formatDate(`${day}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long' })
