import { describe, expect, test } from 'vitest'
import { at, teamOf } from './guide.test-support.ts'
import { judge, rank, type Stated, type Team } from './rules.ts'
import type { Answers } from './vocabulary.ts'

const verdictOf = (team: Team, answers: Answers, about: string) => {
  const { verdict, code } = judge(team, answers).reasons.find((reason) => reason.about === about) ?? {}
  return `${verdict} ${code}`
}
const stated = (change: Partial<Stated>): Stated => ({
  ...{ state: 'open', placesFree: null, waitingDays: null, on: '2026-11-20', daysAgo: 2, isConfirmed: true },
  ...change,
})

describe('a need', () => {
  test('leads to the function that answers to it, and to partners in its field', () => {
    expect(verdictOf(teamOf(), { need: 'crisis' }, 'need')).toBe('fits need.function')
    expect(verdictOf(teamOf({ careFunction: '3' }), { need: 'work' }, 'need')).toBe('fits need.function')
    expect(verdictOf(teamOf({ careFunction: null, fields: ['work'] }), { need: 'work' }, 'need')).toBe('fits need.partner')
    expect(verdictOf(teamOf({ careFunction: null, fields: ['sport'] }), { need: 'work' }, 'need')).toBe('misses need.other')
    expect(verdictOf(teamOf({ careFunction: null }), { need: 'talk' }, 'need')).toBe('misses need.other')
  })
})

describe('an age', () => {
  test.each([
    ['16-17', { from: 16, to: null, of: 'team' }, 'fits age.fits.team'],
    ['12-15', { from: 16, to: null, of: 'team' }, 'misses age.misses.team'],
    ['18-25', { from: 12, to: 20, of: 'team' }, 'partly age.partly.team'],
    // What is usual turns nobody away.
    ['12-15', { from: 16, to: null, of: 'function' }, 'unknown age.unknown.function'],
    ['65-120', { from: 18, to: 65, of: 'team' }, 'partly age.partly.team'],
    ['0-11', null, 'unknown age.notStated'],
  ] as const)('%s at a team that takes %j', (age, ages, expected) => {
    expect(verdictOf(teamOf({ ages }), { age }, 'age')).toBe(expected)
  })
})

describe('places', () => {
  test('that were stated long ago are not taken for what holds now, and a full team stays full', () => {
    expect(verdictOf(teamOf({ stated: stated({ placesFree: 2 }) }), {}, 'places')).toBe('fits places.free')
    expect(verdictOf(teamOf({ stated: stated({ placesFree: 2, isConfirmed: false }) }), {}, 'places')).toBe('unknown places.old.open')
    expect(verdictOf(teamOf({ stated: stated({ state: 'full', isConfirmed: false }) }), {}, 'places')).toBe('misses places.old.full')
    expect(verdictOf(teamOf({ stated: null }), {}, 'places')).toBe('unknown places.notStated')
    expect(verdictOf(teamOf({ status: 'temporarily_closed' }), {}, 'places')).toBe('misses places.teamClosed')
  })

  test('that one must wait for longer than asked do not fit', () => {
    const waiting = teamOf({ careFunction: '2B', stated: stated({ state: 'waiting', waitingDays: 21 }) })
    expect(verdictOf(waiting, { urgency: 'week' }, 'urgency')).toBe('misses urgency.waits')
    const judged = judge(waiting, { urgency: 'week' }, { today: 1, week: 90, later: 90 })
    expect(judged.reasons.map(({ code }) => code)).not.toContain('urgency.waits')
    expect(judge(waiting, { urgency: 'later' }).isProposed).toBe(true)
    expect(verdictOf(teamOf(), { urgency: 'today' }, 'urgency')).toBe('fits urgency.soon')
    expect(verdictOf(teamOf(), { urgency: 'danger' }, 'urgency')).toBe('partly urgency.notEmergency')
  })
})

test('a crisis team that is closed at night is still named, behind one that is open', () => {
  const moment = at('2026-11-24T02:00:00Z')
  const night = teamOf({ id: 'night', name: 'Z', hours: '24/7', moment })
  const ranked = rank([teamOf({ moment }), night], { urgency: 'today', need: 'crisis' })
  expect(ranked.map(({ team, isProposed }) => [team.id, isProposed])).toEqual([
    ['night', true],
    ['crisis', true],
  ])
  expect(ranked[1]?.reasons.find(({ about }) => about === 'hours')).toMatchObject({
    code: 'hours.closed',
    told: { clock: { date: '2026-11-24', minute: 510 } },
  })
})

test('whoever does not know what they need is shown who listens first', () => {
  const all = [teamOf({ id: 'b', careFunction: '5' }), teamOf({ id: 'a', careFunction: null }), teamOf({ id: 'c', careFunction: '1' })]
  expect(rank(all, { need: 'any', place: 'FR-59350' }).map(({ team }) => team.id)).toEqual(['c', 'b', 'a'])
})
