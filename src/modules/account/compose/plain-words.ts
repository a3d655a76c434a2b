import type { AccountData } from '../data.server.ts'
import { indicatorOf } from '../indicators/index.ts'
import type { DatesRelation, FigureRelation, Relation, Role, Term } from '../relations/index.ts'
import { labelOf } from './figure-views.ts'
import type { Speaker } from './speak.ts'

/**
 * A contradiction, or a number that nobody states, as somebody would say it across a table: each number with what it counts and when.
 * @returns null for what holds, and where a number is not one (a range, a value that nobody gives)
 */
export const plainWords = (relation: Relation, data: AccountData, speak: Speaker): string | null => {
  if (relation.verdict !== 'contradicts' && relation.verdict !== 'implies') return null
  if (relation.kind === 'dates') return datesInWords(relation, speak)
  const about = { relation, data, speak }
  return relation.implied === undefined ? contradictionInWords(about) : impliedInWords(about, relation.implied)
}

type About = { relation: FigureRelation; data: AccountData; speak: Speaker }

const datesInWords = ({ terms: [part, whole] }: DatesRelation, speak: Speaker) =>
  speak.say('account.plain.dates', {
    part: speak.words(part.title),
    days: speak.days(part.starts, part.ends, part.precision),
    whole: speak.words(whole.title),
    wholeDays: speak.days(whole.starts, whole.ends, whole.precision),
  })

/** "16 (projects that began) …: nobody says how many left the list; the others leave 54." */
const impliedInWords = ({ data, speak }: About, { indicator, dimensions, value, missing }: NonNullable<FigureRelation['implied']>) => {
  // Several parts without a number have one name, that of the whole.
  const label = labelOf({ indicator, dimensions: missing !== undefined && missing.values.length > 1 ? {} : dimensions }, data, speak)
  return missing !== undefined && missing.values.length > 1
    ? speak.say('account.plain.implied.parts', { label, n: missing.values.length, shown: speak.number(value) })
    : speak.say('account.plain.implied', { label, shown: speak.number(value) })
}

const contradictionInWords = ({ relation, data, speak }: About): string | null => {
  const { kind, terms, difference } = relation
  const told = (term: Term) => speak.quantity(term.quantity, indicatorOf(term.indicator).unit)
  const label = (term: Term) => labelOf(term, data, speak)
  const when = (term: Term) => speak.period(term.period)
  const [one, two] = [at(terms, 'part', 'one'), at(terms, 'whole', 'other', 'total')]
  if (kind === 'shares')
    return difference === null
      ? null
      : speak.say('account.plain.shares', { ...naming(one, label, when), sum: speak.number(100 + difference) })
  if (kind === 'stock') return stockInWords({ relation, data, speak }, told)
  if (one === undefined || two === undefined || terms.some(({ quantity }) => quantity.value === null)) return null
  const values = { ...naming(two, label, when), n: told(one), other: told(two) }
  switch (kind) {
    case 'same':
      return speak.say(
        one.origin.kind === 'computed' && two.origin.kind === 'published' ? 'account.plain.same.records' : 'account.plain.same',
        values,
      )
    case 'sum':
      return difference === null
        ? null
        : speak.say('account.plain.sum', { ...values, sum: speak.number((two.quantity.value ?? 0) + difference) })
    case 'at-least-each':
      return speak.say('account.plain.at-least-each', { ...values, each: label(one) })
    default:
      return label(one) === label(two)
        ? speak.say('account.plain.part.time', { ...values, during: when(one) })
        : speak.say('account.plain.part', { ...values, part: label(one), during: when(one) })
  }
}

const at = (terms: readonly Term[], ...roles: Role[]) => terms.find(({ role }) => roles.includes(role))
const naming = (term: Term | undefined, label: (term: Term) => string, when: (term: Term) => string) =>
  term === undefined ? { label: '', period: '' } : { label: label(term), period: when(term) }

const stockInWords = ({ relation: { terms, difference }, data, speak }: About, told: (term: Term) => string): string | null => {
  const [previous, entries, exits, now] = [at(terms, 'previous'), at(terms, 'entries'), at(terms, 'exits'), at(terms, 'now')]
  if (previous === undefined || entries === undefined || now === undefined || difference === null) return null
  const expected = (now.quantity.value ?? 0) + difference
  return speak.say('account.plain.stock', {
    label: labelOf(now, data, speak),
    before: told(previous),
    start: speak.period(previous.period),
    came: told(entries),
    went: exits === undefined ? speak.number(0) : told(exits),
    expected: speak.number(expected),
    now: told(now),
    period: speak.period(now.period),
  })
}
