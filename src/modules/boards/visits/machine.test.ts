import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { careIn } from '../../care/care.test-support.ts'
import { aVisit } from '../boards.test-support.ts'
import { afterVisitMove, isOut, isVisitOver, VISIT_MOVES, VISIT_STATES, type VisitState, visitMovesFrom, visitPairs } from './machine.ts'

const world = useWorld()
const care = careIn(world)

describe('the way of a visit', () => {
  test('no move leads to a state that is not one, and what is over stays over', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VISIT_MOVES), { maxLength: 20 }), (way) => {
        let state: VisitState = 'planned'
        for (const move of way) {
          const next = afterVisitMove(state, move)
          if (next === null) continue
          expect(VISIT_STATES).toContain(next)
          expect(isVisitOver(state)).toBe(false)
          // Nobody who is out is forgotten: the only way on goes by safe.
          if (isOut(state)) expect(['there', 'safe']).toContain(next)
          state = next
        }
      }),
    )
  })

  test('every state can be reached, and every move is possible somewhere', () => {
    const reached = new Set<VisitState>(['planned'])
    for (const _ of VISIT_STATES) for (const [from, to] of visitPairs()) if (reached.has(from)) reached.add(to)
    expect([...reached].sort()).toEqual([...VISIT_STATES].sort())
    for (const move of VISIT_MOVES)
      expect(
        VISIT_STATES.some((state) => visitMovesFrom(state).includes(move)),
        move,
      ).toBe(true)
  })

  test('the database lets a visit go exactly these ways, and begin nowhere but as planned', async () => {
    const network = await world.network()
    const team = await care.team(network)
    const worker = await care.worker(team)
    const person = await care.file(network)
    await care.episode(team, person)
    const allowed: [VisitState, VisitState][] = []
    for (const from of VISIT_STATES)
      for (const to of VISIT_STATES) {
        const id = await aVisit(world, team, person, worker, { state: from })
        const went = await world
          .seed((owner) => sql`update boards.visit set state = ${to} where id = ${id}`.execute(owner))
          .then(
            () => true,
            () => false,
          )
        if (went && from !== to) allowed.push([from, to])
      }
    const ways = (pairs: readonly [VisitState, VisitState][]) => pairs.map((pair) => pair.join(' ')).sort()
    expect(ways(allowed)).toEqual(ways(visitPairs()))
    for (const state of VISIT_STATES.filter((each) => each !== 'planned'))
      await expect(
        world.seed((owner) =>
          owner
            .insertInto('boards.visit')
            .values({
              ...{ network_id: network, service_id: team.id, id: crypto.randomUUID(), person_id: person, state },
              ...{ starts_at: new Date(), ends_at: new Date(Date.now() + 1000), first_id: worker.personId, made_by: worker.personId },
            } as never)
            .execute(),
        ),
        state,
      ).rejects.toMatchObject({ code: '23514' })
  })
})
