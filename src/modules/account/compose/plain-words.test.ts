import { describe, expect, test } from 'vitest'
import type { AccountData } from '../data.server.ts'
import { INDICATORS } from '../indicators/index.ts'
import { endOf, periodOf, yearPeriod } from '../period.ts'
import { checkDates, checkRelations } from '../relations/index.ts'
import type { Period, Statement } from '../vocabulary.ts'
import { plainWords } from './plain-words.ts'
import { relationViews } from './relation-views.ts'
import { speaker } from './speak.ts'

const year = yearPeriod(2025)
let count = 0
const said = (indicator: string, value: number, more: Partial<Statement> & { period?: Period } = {}): Statement => {
  count += 1
  return {
    id: `s${count}`,
    indicator,
    dimensions: {},
    period: year,
    quantity: { value, exactness: 'exact' },
    origin: { kind: 'published', source: 'report', locator: `p. ${count}`, statementId: `s${count}` },
    ...more,
  }
}
const accountOf = (statements: readonly Statement[], dates: Parameters<typeof checkDates>[0] = []): AccountData => ({
  format: 1,
  network: { id: 'n', name: { en: 'N' }, isDemonstration: false, threshold: 5 },
  year: 2025,
  computedAt: '2026-01-01T00:00:00Z',
  statements,
  relations: [...checkRelations(INDICATORS, statements), ...checkDates(dates)],
  programmes: [],
  activities: [],
  outcomes: [],
  places: [],
  sources: [{ id: 'report', title: 'Report', publisher: null, published: null, address: null }],
  templates: {},
})
const speak = speaker('en')
const wordsFor = (data: AccountData, verdict: 'contradicts' | 'implies' | 'holds') =>
  data.relations.filter((relation) => relation.verdict === verdict).map((relation) => plainWords(relation, data, speak))

describe('a check in words', () => {
  test('a year that holds more than the years around it', () => {
    const data = accountOf([said('qr.reports', 74), said('qr.reports', 64, { period: periodOf('2017..2025') ?? year })])
    expect(wordsFor(data, 'contradicts')).toEqual([
      'Observation reports: 74 (2025), but only 64 over a longer time, which includes the first (from 2017 to end of 2025).',
    ])
  })
  test('one fact in two documents, or in the journal and in a document', () => {
    expect(wordsFor(accountOf([said('qr.reports', 8), said('qr.reports', 9)]), 'contradicts')).toEqual([
      'Observation reports (2025): one place says 8, another says 9.',
    ])
    const counted = said('qr.reports', 8, { origin: { kind: 'computed', rows: 8 } })
    expect(wordsFor(accountOf([counted, said('qr.reports', 9)]), 'contradicts')).toEqual([
      'Observation reports (2025): the network noted 8, the document gives 9.',
    ])
  })
  test('parts that do not make their total', () => {
    const part = (group: string, value: number) => said('qr.interviews', value, { dimensions: { group } })
    const data = accountOf([part('staff', 310), part('users', 124), part('family', 20), said('qr.interviews', 500)])
    expect(wordsFor(data, 'contradicts')).toContainEqual(
      'QualityRights interviews (2025): the parts add up to 454, and the total is given as 500.',
    )
  })
  test('what left a stock, when nobody says how many', () => {
    const data = accountOf([
      said('clsm.active', 298, { period: endOf(2024) }),
      said('clsm.activated', 30),
      said('clsm.active', 303, { period: endOf(2025) }),
    ])
    expect(wordsFor(data, 'implies')).toEqual([expect.stringMatching(/: nobody gives this number\. It follows from the others: 25\.$/)])
  })
  test('a part of an event that is dated outside of it', () => {
    const event = { title: { en: 'Module 2' }, starts: '2025-06-02', ends: '2025-06-06' }
    const data = accountOf(
      [],
      [{ id: 'talk', title: { en: 'Talk' }, starts: '2025-05-05', ends: '2025-05-05', parent: { id: 'module', ...event } }],
    )
    expect(wordsFor(data, 'contradicts')[0]).toMatch(
      /^“Talk” \(5 May 2025\) is part of “Module 2” \(2.{1,3}6 June 2025\), but the dates do not agree\.$/,
    )
  })
  test('what holds needs no words', () => {
    expect(wordsFor(accountOf([said('qr.reports', 8), said('qr.reports', 8)]), 'holds')).toEqual([null])
  })
})

describe('the places of a check', () => {
  test('say what whoever transcribed the number noted, and nothing of a number that is kept back', () => {
    const note = { en: 'As printed.' }
    const data = accountOf([said('qr.interviews', 3, { note }), said('qr.interviews', 40, { note })])
    const notesOf = (hidden: string[]) => relationViews(data, new Set(hidden), speak)[0]?.places.map((place) => place.note)
    expect(notesOf([])).toEqual(['As printed.', 'As printed.'])
    expect(notesOf(['qr.interviews:2025'])).toEqual(['', ''])
    const [view] = relationViews(data, new Set(['qr.interviews:2025']), speak)
    expect(`${view?.sentence} ${view?.formula} ${JSON.stringify(view?.places)}`).not.toMatch(/\b(3|40)\b/)
  })
})
