import type { AccountData } from '../data.server.ts'
import type { RelationView } from '../document.ts'
import { figureId } from '../figures.ts'
import { indicatorOf, wordsOf } from '../indicators/index.ts'
import type { DatesRelation, FigureRelation, Relation, Term } from '../relations/index.ts'
import { partName } from './pictures.ts'
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

const labelOf = (relation: Relation, { data, speak }: Context) => {
  if (relation.kind === 'dates') return relation.terms.map(({ title }) => speak.words(title)).join(' – ')
  const name = wordsOf(speak.language).label(relation.indicator)
  const [first] = relation.terms
  if (relation.kind !== 'same' || first === undefined) return name
  const part = Object.entries(first.dimensions)
    .map(([dimension, value]) => partName({ data, speak }, dimension, value))
    .join(', ')
  return part === '' ? name : speak.say('account.label.part', { name, part })
}

const sentenceOf = (relation: Relation, context: Context) => {
  const { speak, hidden } = context
  const told =
    relation.verdict === 'contradicts'
      ? (`account.contradiction.${relation.kind}` as const)
      : (`account.relation.${relation.kind}` as const)
  const what = speak.say(told, { label: labelOf(relation, context) })
  if (hasHidden(relation, hidden)) return what
  if (relation.implied !== undefined) return `${what} ${speak.say('account.relation.implied', impliedWords(relation.implied, speak))}`
  const tells = relation.verdict === 'contradicts' || relation.verdict === 'holds-within-rounding'
  return tells && relation.difference !== null && relation.difference !== 0 && relation.kind !== 'dates'
    ? `${what} ${speak.say('account.relation.difference', { n: speak.number(Math.abs(relation.difference)) })}`
    : what
}

const impliedWords = ({ indicator, value }: NonNullable<FigureRelation['implied']>, speak: Speaker) => ({
  shown: speak.number(value),
  label: wordsOf(speak.language).label(indicator),
})

/** Where each number stands: "64 (from 2017 to end of 2025): the report, p. 27". */
const placesOf = (relation: Relation, context: Context): string[] => {
  const { data, speak } = context
  if (relation.kind === 'dates') return relation.sources.map((place) => documentOf(place, data))
  const places = relation.terms.map((term) => {
    const number = speak.say('account.place.number', { shown: shownOf(term, context), period: speak.period(term.period) })
    return `${number} ${placeOf(term, data, speak)}`
  })
  return [...new Set(places)]
}

const documentOf = ({ source, locator }: { source: string; locator: string }, data: AccountData) =>
  [data.sources.find(({ id }) => id === source)?.title ?? source, locator].filter((part) => part !== '').join(', ')

const placeOf = ({ origin }: Term, data: AccountData, speak: Speaker) => {
  if (origin.kind === 'published') return documentOf(origin, data)
  const records = speak.say('account.place.records', { n: origin.rows })
  return origin.from === undefined ? records : `${records} (${documentOf(origin.from, data)})`
}

/** Numbers that nobody stated and that follow from the others. */
export const impliedGaps = (data: AccountData, hidden: ReadonlySet<string>, speak: Speaker): string[] =>
  data.relations.flatMap((relation) => {
    if (relation.implied === undefined || relation.verdict === 'contradicts' || hasHidden(relation, hidden)) return []
    const { shown, label } = impliedWords(relation.implied, speak)
    return [speak.say('account.gap.implied', { shown, name: label })]
  })
