import { describe, expect, test } from 'vitest'
import { HOUR } from '../stays.test-support.ts'
import { EXAMPLES } from '../vocabulary.ts'
import { concernsOf } from './attention.ts'

describe('what stands out', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)
  const measure = {
    kind: 'mechanical',
    legalBasis: null,
    startedAt: ago(5),
    endedAt: null,
    isVoid: false,
    isReviewed: false,
    lastCheckAt: ago(0.5),
    renewedAt: null,
    debriefing: 'waiting',
  } as const
  test('a restraint that goes on for longer than six hours, unless the team set another time', () => {
    expect(concernsOf(measure, EXAMPLES, 'BE', now)).toEqual([])
    expect(concernsOf({ ...measure, startedAt: ago(7) }, EXAMPLES, 'BE', now)).toEqual(['long'])
    expect(concernsOf({ ...measure, startedAt: ago(7) }, { ...EXAMPLES, mechanical_hours: 8 }, 'BE', now)).toEqual([])
  })
  test('not while it was decided anew less than that ago; the new decision is good for as long as the first', () => {
    expect(concernsOf({ ...measure, startedAt: ago(9), renewedAt: ago(4) }, EXAMPLES, 'BE', now)).toEqual([])
    expect(concernsOf({ ...measure, startedAt: ago(13), renewedAt: ago(7) }, EXAMPLES, 'BE', now)).toEqual(['long'])
  })
  test('that nobody looked in on somebody who is shut in or tied, for longer than the team says; not once it has ended', () => {
    expect(concernsOf({ ...measure, lastCheckAt: ago(2) }, EXAMPLES, 'BE', now)).toEqual(['check'])
    expect(concernsOf({ ...measure, lastCheckAt: null }, EXAMPLES, 'BE', now)).toEqual(['check'])
    expect(concernsOf({ ...measure, lastCheckAt: ago(2) }, { ...EXAMPLES, check_minutes: 180 }, 'BE', now)).toEqual([])
    expect(concernsOf({ ...measure, kind: 'chemical', lastCheckAt: null }, EXAMPLES, 'BE', now)).toEqual([])
    expect(concernsOf({ ...measure, endedAt: ago(0.1), lastCheckAt: null }, EXAMPLES, 'BE', now)).toEqual([])
  })
  test('in France, a seclusion or a restraint without a ground in law', () => {
    expect(concernsOf(measure, EXAMPLES, 'FR', now)).toEqual(['ground'])
    expect(concernsOf({ ...measure, legalBasis: 'fr_state' }, EXAMPLES, 'FR', now)).toEqual([])
    expect(concernsOf({ ...measure, kind: 'physical', startedAt: ago(0.5) }, EXAMPLES, 'FR', now)).toEqual([])
  })
  test('what nobody reviewed in three days, or talked about in seven; never what was struck out', () => {
    const old = { ...measure, startedAt: ago(200), endedAt: ago(190) }
    expect(concernsOf(old, EXAMPLES, 'BE', now)).toEqual(['review', 'debriefing'])
    expect(concernsOf({ ...old, isReviewed: true, debriefing: 'refused' }, EXAMPLES, 'BE', now)).toEqual([])
    expect(concernsOf({ ...old, isVoid: true }, EXAMPLES, 'BE', now)).toEqual([])
  })
})
