import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, isOver, MOVES, movesFrom, pairs, STATES, type State } from './machine.ts'

const moves = fc.array(fc.record({ move: fc.constantFrom(...MOVES), side: fc.constantFrom('sender' as const, 'receiver' as const) }), {
  maxLength: 30,
})

test('no way leads to a state that is not one, and what is over stays over', () => {
  fc.assert(
    fc.property(moves, (way) => {
      let state: State = 'draft'
      for (const { move, side } of way) {
        const next = after(state, move, side)
        if (next === null) continue
        expect(STATES).toContain(next)
        expect(isOver(state)).toBe(false)
        state = next
      }
    }),
  )
})

test('every state can be reached, and every move is possible somewhere for one side alone', () => {
  const reached = new Set<State>(['draft'])
  for (const _ of STATES) for (const [from, to] of pairs()) if (reached.has(from)) reached.add(to)
  expect([...reached].sort()).toEqual([...STATES].sort())
  for (const move of MOVES) {
    const sides = (['sender', 'receiver'] as const).filter((side) => STATES.some((state) => movesFrom(state, side).includes(move)))
    expect(sides, move).toHaveLength(1)
  }
})
