import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { after, isErased, isOver, MOVES, moveBetween, STATES, type State } from './machine.ts'
import { callMeeting } from './situations.commands.server.ts'
import { type Cast, castIn, dayFromNow, INPUT } from './situations.test-support.ts'

const world = useWorld()
const moves = fc.array(fc.record({ move: fc.constantFrom(...MOVES), isAgreed: fc.boolean() }), { maxLength: 30 })

test('no way leads to a state that is not one, and what is over stays over', () => {
  fc.assert(
    fc.property(moves, (way) => {
      let state: State = 'drafted'
      for (const { move, isAgreed } of way) {
        const next = after(state, move, isAgreed)
        if (next === null) continue
        expect(STATES).toContain(next)
        expect(isOver(state)).toBe(false)
        state = next
      }
    }),
  )
})

test('nothing is planned or held without the agreement of the person, whatever the way', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MOVES), { maxLength: 30 }), (way) => {
      let state: State = 'drafted'
      for (const move of way) state = after(state, move, false) ?? state
      expect(['drafted', 'refused', 'withdrawn']).toContain(state)
    }),
  )
})

// One meeting of the database, moved by plain updates of who prepares it: what it allows, and what the machine says.
const updateTo = async ({ network, worker }: Cast, id: string, state: State) => {
  try {
    await world.as(worker, (scope) =>
      sql`update situations.situation set state = ${state}, planned_at = case when ${state} in ('planned', 'held', 'told') then coalesce(planned_at, now()) end,
        held_on = case when ${state} in ('held', 'told') then coalesce(held_on, current_date) end where network_id = ${network} and id = ${id}`.execute(
        scope,
      ),
    )
    return true
  } catch {
    return false
  }
}
const answers = (of: Cast, id: string, answer: 'yes' | 'no', isWithdrawn: boolean) =>
  of.care.put('situations.agreement', {
    network_id: of.network,
    situation_id: id,
    person_id: of.file,
    answer,
    how: 'spoken',
    noted_by: of.worker.personId,
    until: answer === 'yes' ? dayFromNow(5) : null,
    withdrawn_at: isWithdrawn ? new Date() : null,
  })

test('the database allows exactly the ways of the machine, from every state that can be reached', async () => {
  const of = await castIn(world)
  const place = { network: of.network, person: of.file, service: of.calling.id }
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 7 }), async (isAgreed, way) => {
      const id = await world.as(of.worker, (scope) => callMeeting(scope, of.worker, place, INPUT))
      await answers(of, id, 'no', false)
      await answers(of, id, 'yes', !isAgreed)
      let state: State = 'drafted'
      // When a meeting is withdrawn, so is the agreement to it.
      for (const to of way) {
        if (to === state) continue
        const move = moveBetween(state, to)
        const expected: State | null = move === null ? null : after(state, move, isAgreed)
        expect(await updateTo(of, id, to), `${state} → ${to}, ${isAgreed ? 'agreed' : 'not agreed'}`).toBe(expected !== null)
        state = expected ?? state
      }
      const { rows } = await world.seed((owner) =>
        sql<{ state: State; left: number }>`select state, num_nonnulls(subject, said, planned_at, place, attendance, company) as left
          from situations.situation where id = ${id}`.execute(owner),
      )
      expect(rows[0]?.state).toBe(state)
      if (isErased(state)) expect(rows[0]?.left).toBe(0)
    }),
    { numRuns: 40 },
  )
})
