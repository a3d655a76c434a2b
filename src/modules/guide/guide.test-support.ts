import fc from 'fast-check'
import { CARE_FUNCTIONS, SERVICE_STATUSES } from '#modules/directory/vocabulary.ts'
import { localMoment } from './moment.ts'
import type { Reach, Team } from './rules.ts'
import { AGES, ANY, type Answers, FIELDS, NEEDS, STATES, TIMES, URGENCIES } from './vocabulary.ts'

// A Sunday in November, 9:00 in Paris.
export const SUNDAY = new Date('2026-11-22T08:00:00Z')
export const at = (moment: string) => localMoment(new Date(moment), 'FR', null)

/** A crisis team that fits everybody, changed as told. */
export const teamOf = (change: Partial<Team> = {}): Team => ({
  id: 'crisis',
  name: 'Crisis team',
  careFunction: '2A',
  fields: [],
  status: 'active',
  languages: ['fr'],
  hours: 'Mo-Su 08:30-16:30; PH off',
  reach: 'whole',
  ages: { from: 16, to: null, of: 'team' },
  needsAgreement: false,
  stated: { state: 'open', placesFree: 2, waitingDays: null, on: '2026-11-21', daysAgo: 1, isConfirmed: true },
  moment: localMoment(SUNDAY, 'FR', null),
  ...change,
})

const REACHES: readonly Reach[] = ['whole', 'part', 'elsewhere', 'here', 'near', 'far', 'unknown']
const LANGUAGES = ['fr', 'nl', 'en', 'ar']
const age = fc.option(fc.integer({ min: 0, max: 90 }), { nil: null })

export const statedAnyhow = fc.option(
  fc.record({
    state: fc.constantFrom(...STATES),
    placesFree: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
    waitingDays: fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }),
    on: fc.constant('2026-11-20'),
    daysAgo: fc.integer({ min: 0, max: 90 }),
    isConfirmed: fc.boolean(),
  }),
  { nil: null },
)
export const moments = fc
  .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => localMoment(moment, 'FR', null))

/** Any team at all, well kept or not. */
export const teams: fc.Arbitrary<Team> = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('A', 'B', 'C'),
  careFunction: fc.option(fc.constantFrom(...CARE_FUNCTIONS), { nil: null }),
  fields: fc.subarray([...FIELDS]),
  status: fc.constantFrom(...SERVICE_STATUSES),
  languages: fc.subarray(LANGUAGES),
  hours: fc.constantFrom(null, '24/7', 'Mo-Fr 08:30-16:30', 'Mo-Su 20:00-02:00; PH off', 'Sa 09:00-12:00', 'sur rendez-vous'),
  reach: fc.constantFrom(...REACHES),
  ages: fc.option(fc.record({ from: age, to: age, of: fc.constantFrom('team' as const, 'function' as const) }), { nil: null }),
  needsAgreement: fc.boolean(),
  stated: statedAnyhow,
  moment: fc.option(moments, { nil: null }),
})

/** Any answers, from none to all. */
export const answers: fc.Arbitrary<Answers> = fc.record(
  {
    place: fc.constantFrom(ANY, 'FR-59350'),
    urgency: fc.constantFrom(ANY, ...URGENCIES),
    need: fc.constantFrom(ANY, ...NEEDS),
    age: fc.constantFrom(ANY, ...AGES),
    language: fc.constantFrom(ANY, ...LANGUAGES),
    when: fc.constantFrom(ANY, ...TIMES),
  },
  { requiredKeys: [] },
)

/** What makes a team fit an answer better, and nothing else worse. */
export const IMPROVED: Readonly<Record<'need' | 'place' | 'places' | 'age' | 'language', (team: Team, answers: Answers) => Team>> = {
  need: (team) => ({ ...team, fields: [...FIELDS] }),
  place: (team) => ({ ...team, reach: 'whole' }),
  places: (team) => ({
    ...team,
    status: 'active',
    stated: { state: 'open', placesFree: 3, waitingDays: null, on: '2026-11-22', daysAgo: 0, isConfirmed: true },
  }),
  age: (team) => ({ ...team, ages: { from: null, to: null, of: 'team' } }),
  language: (team) => ({ ...team, languages: LANGUAGES }),
}
