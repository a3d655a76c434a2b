import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALERT_MOVES, ALERT_STATES, afterMove, exampleHours, isDue, isSettled } from './machine.ts'

const moves = fc.array(fc.constantFrom(...ALERT_MOVES), { maxLength: 40 })

describe('an alert', () => {
  test('is in a known state whatever happens, and what is over stays over', () => {
    fc.assert(
      fc.property(moves, (way) => {
        let state: (typeof ALERT_STATES)[number] = 'open'
        for (const move of way) {
          const next = afterMove(state, move)
          if (isSettled(state)) expect(next).toBeNull()
          if (next !== null) state = next
          expect(ALERT_STATES).toContain(state)
        }
        expect(state === 'done').toBe(way.includes('finish'))
      }),
    )
  })

  test('ends in one way: somebody writes down what was done', () => {
    expect(ALERT_STATES.filter(isSettled)).toEqual(['done'])
    for (const state of ['open', 'escalated'] as const)
      expect(ALERT_MOVES.filter((move) => afterMove(state, move) === 'done')).toEqual(['finish'])
  })

  test('is due as long as it is not over, whatever was tried, from its moment on', () => {
    fc.assert(
      fc.property(moves, fc.date({ noInvalidDate: true }), fc.integer({ min: -1000, max: 1000 }), (way, dueAt, shift) => {
        const state = way.reduce<(typeof ALERT_STATES)[number]>((at, move) => afterMove(at, move) ?? at, 'open')
        const now = new Date(dueAt.getTime() + shift)
        if (Number.isNaN(now.getTime())) return
        expect(isDue({ state, dueAt }, now)).toBe(state !== 'done' && shift >= 0)
      }),
    )
  })

  test('gives a crisis team four hours and every other a day', () => {
    expect(['2A', '2B', '3', null].map(exampleHours)).toEqual([4, 24, 24, 24])
  })
})
