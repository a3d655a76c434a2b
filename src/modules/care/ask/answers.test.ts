import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AskedTeam, answersIn, faultsIn, stepAfter, stepBefore, stepOf, stepsFor, teamFor, tooSlow } from './answers.ts'
import { emergencyNumbers } from './emergency-numbers.ts'
import { ALL_FIELDS, ANY_TEAM, type Answers, CHOICES, FIELDS, longestOf, NO_ANSWERS, STEPS } from './vocabulary.ts'

const teams: AskedTeam[] = [
  { id: 'long', careFunction: '2B', answerHours: 72, lies: 'anywhere', stated: null },
  { id: 'crisis', careFunction: '2A', answerHours: 24, lies: 'anywhere', stated: null },
]
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('yes', 'no', 'person', 'carer', 'today', 'call', 'mail', 'code', 'crisis', 'any', '\0', 'a@b.c', ' '),
  fc.string({ minLength: 5000, maxLength: 30_000 }),
)
const form = fc.dictionary(fc.constantFrom(...ALL_FIELDS, '__proto__', 'step', 'x'), typed).map((fields) => new Map(Object.entries(fields)))
const read = (fields: Map<string, unknown>) => answersIn({ get: (name) => fields.get(name) ?? null })
const whole: Answers = { ...NO_ANSWERS, who: 'carer', team: 'crisis', what: 'x', urgency: 'days', agreement: 'no', way: 'code' }

describe('whatever is sent as a form', () => {
  test('becomes answers: texts without the one character that cannot be kept, choices that there are, nothing else', () => {
    fc.assert(
      fc.property(form, (fields) => {
        const answers = read(fields)
        expect(Object.keys(answers).sort()).toEqual([...ALL_FIELDS].sort())
        for (const field of ALL_FIELDS) {
          expect(answers[field]).not.toContain('\0')
          expect(answers[field].length).toBeLessThanOrEqual(20_000)
          const choices = CHOICES[field]
          if (choices !== undefined) expect(['', ...choices]).toContain(answers[field])
        }
      }),
    )
  })

  test('has a fault at a question that is asked, or is good to be sent: with everything that the request needs', () => {
    fc.assert(
      fc.property(form, (fields) => {
        const answers = read(fields)
        const steps = stepsFor(answers, teams)
        const faults = faultsIn(answers, steps, teams)
        for (const field of Object.keys(faults) as (keyof Answers)[]) expect(steps).toContain(stepOf(field))
        if (Object.keys(faults).length > 0) return
        expect(answers.who).not.toBe('')
        expect(answers.what.trim()).not.toBe('')
        expect(answers.urgency).not.toBe('')
        expect(teams.map(({ id }) => id)).toContain(teamFor(answers, teams))
        if (answers.who !== 'person') expect(answers.agreement).not.toBe('')
        if (answers.way !== 'code') expect(answers.reach.trim()).not.toBe('')
        for (const field of ALL_FIELDS) expect([...answers[field]].length).toBeLessThanOrEqual(longestOf(field))
      }),
    )
  })
})

describe('the questions', () => {
  test('follow each other there and back, and each field belongs to one', () => {
    for (const answers of [whole, { ...whole, who: 'person' }])
      for (const some of [teams, teams.slice(1), []]) {
        const steps = stepsFor(answers, some)
        expect(steps[0]).toBe('who')
        expect(steps.at(-1)).toBe('send')
        for (const [at, step] of steps.entries()) {
          expect(stepAfter(steps, step)).toBe(steps[Math.min(at + 1, steps.length - 1)])
          expect(stepBefore(steps, step)).toBe(steps[Math.max(at - 1, 0)])
        }
      }
    expect(new Set(STEPS.flatMap((step) => FIELDS[step])).size).toBe(ALL_FIELDS.length)
  })

  test('leave out what nobody can answer: a team among one, whether one agrees with oneself', () => {
    expect(stepsFor({ ...whole, who: 'person' }, teams.slice(1))).toEqual(['who', 'what', 'urgency', 'person', 'reply', 'send'])
  })

  test.each([
    ['who', { who: '' }],
    ['team', { team: 'gone' }],
    ['what', { what: ' \n ' }],
    ['urgency', { urgency: '' }],
    ['agreement', { agreement: '' }],
    ['way', { way: '' }],
    ['reach', { way: 'call', reach: ' ' }],
    ['reach', { way: 'mail', reach: 'ana at people' }],
    ['what', { what: 'x'.repeat(4001) }],
    ['given', { given: 'x'.repeat(201) }],
  ])('say that %s is wrong, and nothing else', (field, more) => {
    const answers = { ...whole, ...more }
    expect(Object.keys(faultsIn(answers, stepsFor(answers, teams), teams))).toEqual([field])
  })

  test('have no fault when the few that are required are answered', () => {
    expect(faultsIn(whole, STEPS, teams)).toEqual({})
  })
})

test('who does not know which team reaches the crisis team, else the first; a team that is alone is the one', () => {
  const any = { ...whole, team: ANY_TEAM }
  expect(teamFor(any, teams)).toBe('crisis')
  expect(teamFor(any, teams.slice(0, 1))).toBe('long')
  expect(teamFor({ ...whole, team: '' }, teams.slice(0, 1))).toBe('long')
  expect(teamFor({ ...whole, team: '' }, teams)).toBe(null)
  expect(teamFor(any, [])).toBe(null)
})

test('112 comes first everywhere', () => {
  for (const country of ['FR', 'BE', 'CI']) expect(emergencyNumbers(country)[0]?.number).toBe('112')
  expect(emergencyNumbers('BE').map(({ dial }) => dial)).toEqual(['112', '080032123', '1813'])
})

describe('who does not know which team', () => {
  const any = { ...whole, team: ANY_TEAM }
  const [long, crisis] = teams as [AskedTeam, AskedTeam]
  const stated = (state: 'full' | 'closed' | 'waiting') => ({ state, waitingDays: null, on: '2026-11-20' })
  test('is sent to none that is full or closed, and to none of another area', () => {
    for (const state of ['full', 'closed'] as const) expect(teamFor(any, [long, { ...crisis, stated: stated(state) }])).toBe('long')
    expect(teamFor(any, [long, { ...crisis, stated: stated('waiting') }])).toBe('crisis')
    expect(
      teamFor(any, [
        { ...long, lies: 'here' },
        { ...crisis, lies: 'elsewhere' },
      ]),
    ).toBe('long')
    const nobody: AskedTeam[] = [
      { ...long, lies: 'elsewhere' },
      { ...crisis, stated: stated('full') },
    ]
    expect(teamFor(any, nobody)).toBe(null)
    expect(faultsIn(any, STEPS, nobody)).toEqual({ place: 'noTeam' })
  })

  test('is asked for the place where teams have areas, on the page on which it is asked', () => {
    const areas: AskedTeam[] = [
      { ...long, lies: 'unknown' },
      { ...crisis, lies: 'unknown' },
    ]
    expect(faultsIn(any, ['team'], areas)).toEqual({})
    expect(faultsIn(any, ['person'], areas)).toEqual({ place: 'place' })
    expect(faultsIn(whole, STEPS, areas)).toEqual({})
  })
})

test('a team that answers later than somebody can wait is said to, and the crisis team that would not is offered', () => {
  const [long, crisis] = teams as [AskedTeam, AskedTeam]
  const asked = (urgency: string, team = 'long') => ({ ...whole, team, urgency })
  expect(tooSlow(asked('today'), teams)).toEqual({ team: 'long', instead: 'crisis' })
  expect(tooSlow(asked('days'), teams)).toBe(null)
  expect(tooSlow(asked('today', 'crisis'), teams)).toBe(null)
  expect(tooSlow(asked(''), teams)).toBe(null)
  // The network says how long that is.
  expect(tooSlow(asked('today'), teams, { today: 30, week: 30, later: 60 })).toBe(null)
  const waiting = { ...long, stated: { state: 'waiting', waitingDays: 30, on: '2026-11-20' } } as const
  expect(tooSlow(asked('days'), [waiting, crisis])).toEqual({ team: 'long', instead: 'crisis' })
  const full = { state: 'full', waitingDays: null, on: '2026-11-20' } as const
  expect(
    tooSlow(asked('weeks'), [
      { ...long, stated: full },
      { ...crisis, lies: 'elsewhere' },
    ]),
  ).toEqual({ team: 'long', instead: null })
})
