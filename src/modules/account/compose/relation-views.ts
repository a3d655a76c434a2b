import type { AccountData } from '../data.server.ts'
import { type PlaceView, placeInWords, type RelationView } from '../document.ts'
import { figureId } from '../figures.ts'
import { indicatorOf, wordsOf } from '../indicators/index.ts'
import type { DatesRelation, FigureRelation, Relation, Term } from '../relations/index.ts'
import { labelOf } from './figure-views.ts'
import { plainWords } from './plain-words.ts'
import type { Speaker } from './speak.ts'

// Contradictions first, then what nobody said, then what holds.
const ORDER = ['contradicts', 'implies', 'holds-within-rounding', 'holds'] as const

type Context = { data: AccountData; hidden: ReadonlySet<string>; speak: Speaker }

/** The checks of an account in words. Where a term is kept back by disclosure control, the formula shows a dot in its place. */
export const relationViews = (data: AccountData, hidden: ReadonlySet<string>, speak: Speaker): RelationView[] => {
  const context: Context = { data, hidden, speak }
  return data.relations
    .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
    .map((relation) => ({
      id: relation.id,
      kind: relation.kind,
      verdict: relation.verdict,
      verdictLabel: speak.say(`account.verdict.${relation.verdict}`),
      formula: relation.kind === 'dates' ? datesFormula(relation, speak) : formulaOf(relation, context),
      sentence: sentenceOf(relation, context),
      places: placesOf(relation, context),
    }))
}

const SECRET = '·'
const hasHidden = (relation: Relation, hidden: ReadonlySet<string>) =>
  relation.kind !== 'dates' && relation.terms.some((term) => hidden.has(figureId(term)))

const shownOf = (term: Term, { hidden, speak }: Context) => {
  if (hidden.has(figureId(term))) return SECRET
  return term.quantity.value === null ? '?' : speak.quantity(term.quantity, indicatorOf(term.indicator).unit)
}

const SIGNS = { holds: '=', 'holds-within-rounding': '≈', implies: '=', contradicts: '≠' } as const

/** "310 + 124 + 20 = plus de 454": the terms as they were stated. */
const formulaOf = (relation: FigureRelation, context: Context): string => {
  const joined = (...roles: Term['role'][]) =>
    relation.terms
      .filter(({ role }) => roles.includes(role))
      .map((term, at) => (at === 0 ? '' : term.role === 'exits' ? '− ' : '+ ') + shownOf(term, context))
      .join(' ')
  // The number that nobody states stands as "?" where it is missing.
  const open =
    relation.implied?.missing === undefined && relation.verdict === 'implies' ? ' − ?' : relation.verdict === 'implies' ? ' + ?' : ''
  const sign = SIGNS[relation.verdict]
  switch (relation.kind) {
    case 'sum':
      return `${joined('part')}${relation.terms.some(({ role, quantity }) => role === 'part' && quantity.value === null) ? '' : open} ${sign} ${joined('total')}`
    case 'shares':
      return `${joined('part')} ${sign} 100\u202f%`
    case 'stock':
      return `${joined('previous', 'entries', 'exits')}${open} ${sign} ${joined('now')}`
    case 'same':
      return `${joined('one')} ${sign} ${joined('other')}`
    default:
      return `${joined('part')} ${relation.verdict === 'contradicts' ? '>' : '≤'} ${joined('whole')}`
  }
}

const datesFormula = ({ terms: [part, whole], verdict }: DatesRelation, speak: Speaker) =>
  `${speak.days(part.starts, part.ends)} ${verdict === 'contradicts' ? '∉' : '∈'} ${speak.days(whole.starts, whole.ends)}`

const nameOf = (relation: Relation, { data, speak }: Context) => {
  if (relation.kind === 'dates') return relation.terms.map(({ title }) => speak.words(title)).join(' – ')
  const [first] = relation.terms
  return relation.kind === 'same' && first !== undefined ? labelOf(first, data, speak) : wordsOf(speak.language).label(relation.indicator)
}

/** What does not hold, and what nobody states, in words with their numbers; what holds by its kind. */
const sentenceOf = (relation: Relation, context: Context) => {
  const { data, speak, hidden } = context
  const isSecret = hasHidden(relation, hidden)
  const plain = isSecret ? null : plainWords(relation, data, speak)
  if (plain !== null) return plain
  const told =
    relation.verdict === 'contradicts'
      ? (`account.contradiction.${relation.kind}` as const)
      : (`account.relation.${relation.kind}` as const)
  const what = speak.say(told, { label: nameOf(relation, context) })
  return !isSecret && relation.verdict === 'holds-within-rounding' && relation.difference !== null && relation.kind !== 'dates'
    ? `${what} ${speak.say('account.relation.difference', { n: speak.number(Math.abs(relation.difference)) })}`
    : what
}

const impliedWords = ({ indicator, value }: NonNullable<FigureRelation['implied']>, speak: Speaker) => ({
  shown: speak.number(value),
  label: wordsOf(speak.language).label(indicator),
})

/** Where each number stands: "64 (from 2017 to end of 2025): the report, p. 27". */
const placesOf = (relation: Relation, context: Context): PlaceView[] => {
  const { data } = context
  const places =
    relation.kind === 'dates'
      ? relation.sources.map((place) => ({ said: '', records: '', document: documentOf(place, data), note: '' }))
      : relation.terms.map((term) => placeOf(term, context))
  return [...new Map(places.map((place) => [placeInWords(place), place])).values()]
}

const documentOf = ({ source, locator }: { source: string; locator: string }, data: AccountData) =>
  [data.sources.find(({ id }) => id === source)?.title ?? source, locator].filter((part) => part !== '').join(', ')

const placeOf = (term: Term, context: Context): PlaceView => {
  const { data, speak, hidden } = context
  const { origin, statementId, period } = term
  const from = origin.kind === 'published' ? origin : origin.from
  const note = data.statements.find(({ id }) => id === statementId)?.note
  return {
    said: speak.say('account.place.number', { shown: shownOf(term, context), period: speak.period(period) }),
    records: origin.kind === 'computed' ? speak.say('account.place.records', { n: origin.rows }) : '',
    document: from === undefined ? '' : documentOf(from, data),
    // What is said about a number that is kept back could give it away.
    note: note === undefined || hidden.has(figureId(term)) ? '' : speak.words(note),
  }
}

/** Numbers that nobody stated and that follow from the others. */
export const impliedGaps = (data: AccountData, hidden: ReadonlySet<string>, speak: Speaker): string[] =>
  data.relations.flatMap((relation) => {
    if (relation.implied === undefined || relation.verdict === 'contradicts' || hasHidden(relation, hidden)) return []
    const { shown, label } = impliedWords(relation.implied, speak)
    return [speak.say('account.gap.implied', { shown, name: label })]
  })
