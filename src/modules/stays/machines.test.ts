import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { isOver, leavesOut, MACHINES, type MachineName, mayFollow, PATH_STATES } from './machines.ts'

const world = useWorld()
const NAMES = Object.keys(MACHINES) as MachineName[]
const statesOf = (name: MachineName): readonly string[] => MACHINES[name].states
const follows = mayFollow as (name: MachineName, before: string, after: string) => boolean
const over = isOver as (name: MachineName, state: string) => boolean

describe.each(NAMES)('%s', (name) => {
  test('never leads to a state that is not one, and what is over stays over', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statesOf(name)), { maxLength: 30 }), (way) => {
        let state: string = MACHINES[name].first
        for (const next of way) {
          if (!follows(name, state, next)) continue
          expect(over(name, state)).toBe(false)
          state = next
        }
        expect(statesOf(name)).toContain(state)
      }),
    )
  })

  test('reaches every state, and always an end', () => {
    const reached = new Set<string>([MACHINES[name].first])
    for (const _ of statesOf(name))
      for (const from of [...reached]) for (const to of statesOf(name)) if (follows(name, from, to)) reached.add(to)
    expect([...reached].sort()).toEqual([...statesOf(name)].sort())
    const ends = statesOf(name).filter((state) => over(name, state))
    expect(ends.length).toBeGreaterThan(0)
    for (const from of statesOf(name).filter((state) => !over(name, state)))
      expect(
        ends.some((end) => follows(name, from, end)),
        from,
      ).toBe(true)
  })

  test('is the same in the database, pair by pair', async () => {
    const states = [...statesOf(name), 'elsewhere']
    for (const before of states)
      for (const after of states) {
        const { rows } = await world.seed((owner) =>
          sql<{ yes: boolean }>`select stays.may_follow(${name}, ${before}, ${after}) as yes`.execute(owner),
        )
        expect(rows[0]?.yes, `${before} → ${after}`).toBe(follows(name, before, after))
      }
  })
})

test('a path leaves out a step exactly where the database says so, and stops wherever somebody stands', async () => {
  for (const before of PATH_STATES)
    for (const after of PATH_STATES) {
      const { rows } = await world.seed((owner) =>
        sql<{ yes: boolean }>`select stays.leaves_out(${before}, ${after}) as yes`.execute(owner),
      )
      expect(rows[0]?.yes, `${before} → ${after}`).toBe(leavesOut(before, after))
      if (leavesOut(before, after)) expect(mayFollow('path', before, after)).toBe(true)
    }
  for (const state of PATH_STATES) expect(mayFollow('path', state, 'ended')).toBe(state !== 'ended')
})
