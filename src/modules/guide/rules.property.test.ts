import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, nextQuestion, queryOf, wanted } from './answers.ts'
import { emergencyNumbers } from './emergency.ts'
import { answers, IMPROVED, teams } from './guide.test-support.ts'
import { openAt } from './open.ts'
import { type Judgement, judge, rank, type Team, VERDICTS } from './rules.ts'
import { AGES, ANY, type Answers, NEEDS, QUESTIONS, TIMES, URGENCIES } from './vocabulary.ts'

const some = fc.array(teams, { minLength: 1, maxLength: 8 })
const RUNS = { numRuns: 500 }
const verdictsOf = ({ reasons }: Judgement<Team>) =>
  reasons.filter(({ ranks }) => ranks).map(({ about, verdict }) => [about, verdict] as const)
const isShut = ({ status, stated }: Team) => status !== 'active' || stated?.state === 'closed' || stated?.state === 'full'

describe('the rules of the guide', () => {
  test('never propose a team that is closed or full, and always say that it is', () => {
    fc.assert(
      fc.property(some, answers, (all, given) => {
        for (const { team, reasons, isProposed } of rank(all, given)) {
          if (!isShut(team)) continue
          expect(isProposed).toBe(false)
          expect(reasons.find(({ about }) => about === 'places')).toMatchObject({ verdict: 'misses' })
          expect(reasons.find(({ about }) => about === 'places')?.code).toMatch(/full|closed|teamClosed/)
        }
      }),
      RUNS,
    )
  })

  test('never call a team open unless its hours say so and it works', () => {
    fc.assert(
      fc.property(teams, answers, (team, given) => {
        const hours = judge(team, given).reasons.find(({ about }) => about === 'hours')
        const isOpen = openAt(team.hours, team.moment).state === 'open' && team.status === 'active' && team.stated?.state !== 'closed'
        expect(['hours.open', 'hours.unless', 'hours.always'].includes(hours?.code ?? '')).toBe(isOpen)
        expect(hours?.verdict === 'fits').toBe(isOpen)
      }),
      RUNS,
    )
  })

  test('never drop a reason: one for each answer given, and always places and hours', () => {
    fc.assert(
      fc.property(teams, answers, (team, given) => {
        const told = judge(team, given).reasons.map(({ about }) => about)
        const asked = QUESTIONS.filter(
          (question) => given[question] !== undefined && given[question] !== ANY && !(question === 'urgency' && given.urgency === 'later'),
        )
        const expected = ['places', 'hours', ...asked, ...(team.needsAgreement ? ['agreement'] : [])]
        expect(told.toSorted()).toEqual(expected.toSorted())
      }),
      RUNS,
    )
  })

  test('never lower a team that comes to fit an answer better', () => {
    fc.assert(
      fc.property(some, answers, fc.nat(), fc.constantFrom(...Object.values(IMPROVED)), (all, given, pick, improve) => {
        const living = all.filter(({ status }) => status !== 'defunct')
        const team = living[pick % Math.max(1, living.length)]
        if (team === undefined) return
        const better = improve(team, given)
        const placeIn = (list: readonly Team[]) => rank(list, given).findIndex(({ team: each }) => each.id === team.id)
        expect(placeIn(living.map((each) => (each.id === team.id ? better : each)))).toBeLessThanOrEqual(placeIn(living))
      }),
      RUNS,
    )
  })

  test('put a team that fits at least as well in all, and better in one, before the other', () => {
    fc.assert(
      fc.property(some, answers, (all, given) => {
        const ranked = rank(all, given)
        ranked.forEach((later, at) => {
          for (const earlier of ranked.slice(0, at)) {
            const [one, other] = [verdictsOf(earlier), verdictsOf(later)]
            const steps = other.map(([about, verdict]) => {
              const before = one.find(([each]) => each === about)?.[1] ?? 'misses'
              return VERDICTS.indexOf(verdict) - VERDICTS.indexOf(before)
            })
            expect(steps.every((step) => step >= 0) && steps.some((step) => step > 0), JSON.stringify([one, other])).toBe(false)
          }
        })
      }),
      RUNS,
    )
  })

  test('give the same answer whatever the order in which the teams come', () => {
    fc.assert(
      fc.property(some, answers, (all, given) => {
        const ids = (list: readonly Team[]) => rank(list, given).map(({ team }) => team.id)
        expect(ids(all.toReversed())).toEqual(ids(all))
      }),
      RUNS,
    )
  })

  test('put every team that nothing speaks against before all others', () => {
    fc.assert(
      fc.property(some, answers, (all, given) => {
        const proposed = rank(all, given).map(({ isProposed }) => isProposed)
        expect(proposed).toEqual(proposed.toSorted((one, other) => Number(other) - Number(one)))
      }),
      RUNS,
    )
  })

  test('leave out only teams that no longer exist', () => {
    fc.assert(
      fc.property(some, answers, (all, given) => {
        expect(rank(all, given)).toHaveLength(all.filter(({ status }) => status !== 'defunct').length)
      }),
      RUNS,
    )
  })
})

/** Every way through the guide, answer by answer, as a person would go. */
const walk = (languages: readonly string[], given: Answers = {}): Answers[] => {
  const choices = { place: ['FR-59350'], urgency: URGENCIES, need: NEEDS, age: AGES, language: languages, when: TIMES }
  const question = nextQuestion(given, { languages })
  return question === null ? [given] : [...choices[question], ANY].flatMap((answer) => walk(languages, { ...given, [question]: answer }))
}

describe('every way through the guide', () => {
  const ways = walk(['fr', 'nl'])

  test('ends after six questions at most, with an answer and at least one number to call', () => {
    expect(ways.length).toBeGreaterThan(1000)
    const addresses = new Set(ways.map(queryOf))
    expect(addresses.size).toBe(ways.length)
    for (const way of ways) {
      expect(Object.keys(way).length).toBeLessThanOrEqual(QUESTIONS.length)
      for (const country of ['FR', 'BE', 'LU', null]) expect(emergencyNumbers(country, 'fr')[0]).toEqual({ line: 'rescue', number: '112' })
      expect(rank([], wanted(counting(way, { languages: ['fr', 'nl'] })))).toEqual([])
    }
  })

  test('stops asking as soon as there is danger', () => {
    const dangers = ways.filter(({ urgency }) => urgency === 'danger')
    expect(dangers.map((way) => Object.keys(way).length)).toEqual([2, 2])
    for (const way of dangers) expect(wanted(way).need).toBe('crisis')
  })

  test('never asks for a language where there is one, nor for a time of the week when it is for today', () => {
    expect(walk(['fr']).some(({ language }) => language !== undefined)).toBe(false)
    expect(ways.some(({ urgency, when }) => urgency === 'today' && when !== undefined)).toBe(false)
  })
})
