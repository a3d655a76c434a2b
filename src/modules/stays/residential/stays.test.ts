import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { dayIn, today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { endMeasure } from '../coercion/measures.commands.server.ts'
import { listMeasuresOf } from '../coercion/measures.queries.server.ts'
import { HOUR, type Houses, houseIn, measureOf } from '../stays.test-support.ts'
import { agreeToLeave, changeDischarge, confirmContact, leaveHouse, moveDischarge, planDischarge } from './discharge.commands.server.ts'
import { admit, grantLeave, moveLeave, type StayInput } from './stays.commands.server.ts'
import { listDeparted, listDischarges, listLeaves, listStaying, listStaysOf } from './stays.queries.server.ts'

const world = useWorld()
const inDays = (days: number) => dayIn(days)
const VOLUNTARY: StayInput = { admitted_on: '2026-11-01', way: 'voluntary', legal_basis: null, place: 'Chambre 3', measure: null }
const come = (of: Houses, who = of.worker, input: StayInput = VOLUNTARY) =>
  world.as(who, (scope) => admit(scope, who, of.network, of.team.id, of.file, input))
const staying = (of: Houses, who: Actor = of.worker) => world.as(who, (scope) => listStaying(scope, of.network, of.team.id))
const PLAN = {
  planned_on: inDays(3),
  receiver: 'team' as const,
  receiver_service_id: null,
  first_on: inDays(6),
  checks: ['medicines' as const],
  words: 'Chez sa sœur (inventé).',
}

describe('a stay', () => {
  test('begins for somebody whom the team follows, once, and is read by the team and the person', async () => {
    const of = await houseIn(world)
    await come(of)
    expect(await staying(of)).toMatchObject([{ personId: of.file, way: 'voluntary', place: 'Chambre 3', openMeasures: [] }])
    expect(await world.as(of.person, (scope) => listStaysOf(scope, of.network, [of.file]))).toHaveLength(1)
    await expect(come(of)).rejects.toMatchObject({ code: 'invalid' })
    for (const nobody of [of.stranger, of.host]) {
      expect(await staying(of, nobody)).toEqual([])
      await expect(come(of, nobody)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('without consent stands in the register at once, with its ground in law, or does not begin', async () => {
    const of = await houseIn(world)
    const { kind: _, legal_basis: __, started_at: ___, ended_at: ____, ...measure } = measureOf(of.colleague.personId)
    const forced = { ...VOLUNTARY, way: 'without_consent', legal_basis: 'fr_imminent_danger', measure } as const
    await expect(come(of, of.worker, { ...forced, measure: { ...measure, alternatives: [], tried: '' } })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await staying(of)).toEqual([])
    await come(of, of.worker, forced)
    expect(await world.as(of.person, (scope) => listMeasuresOf(scope, of.network, [of.file]))).toMatchObject([
      { kind: 'admission', legalBasis: 'fr_imminent_danger', endedAt: null },
    ])
    expect(await staying(of)).toMatchObject([{ way: 'without_consent', openMeasures: [{ kind: 'admission' }] }])
  })
})

describe('a leave', () => {
  const leave = async (of: Houses, from: number, back: number) => {
    const stay = (await staying(of))[0]?.id ?? (await come(of))
    const at = (hours: number) => new Date(Date.now() + hours * HOUR)
    await world.as(of.worker, (scope) =>
      grantLeave(scope, of.worker, of.network, stay, {
        from_at: at(from),
        back_at: at(back),
        company: 'relatives',
        words: 'Avec Bo (inventé).',
      }),
    )
    return { stay, all: () => world.as(of.person, (scope) => listLeaves(scope, of.network, stay)) }
  }
  test('shows who is out and until when, is longer when agreed, and ends with coming back', async () => {
    const of = await houseIn(world)
    const { all } = await leave(of, -5, -1)
    const [one] = await all()
    expect(one).toMatchObject({ state: 'agreed', company: 'relatives', words: 'Avec Bo (inventé).' })
    expect((await staying(of))[0]?.backAt?.getTime()).toBeLessThan(Date.now())
    const move = (version: number, to: Parameters<typeof moveLeave>[4]) =>
      world.as(of.worker, (scope) => moveLeave(scope, of.network, one?.id ?? '', version, to))
    await move(1, { to: 'longer', until: new Date(Date.now() + HOUR) })
    await expect(move(1, { to: 'back', at: new Date() })).rejects.toMatchObject({ code: 'conflict' })
    await move(2, { to: 'back', at: new Date() })
    expect((await staying(of))[0]?.backAt).toBeNull()
    for (const to of [{ to: 'cancelled' }, { to: 'longer', until: new Date(Date.now() + 9 * HOUR) }] as const)
      await expect(move(3, to)).rejects.toMatchObject({ code: 'invalid' })
  })
  test('that is still to come shows nobody as out', async () => {
    const of = await houseIn(world)
    await leave(of, 5, 9)
    expect((await staying(of))[0]?.backAt).toBeNull()
  })
})

describe('leaving', () => {
  const planned = async (of: Houses) => {
    const stay = await come(of)
    const id = await world.as(of.worker, (scope) => planDischarge(scope, of.worker, of.network, stay, PLAN))
    return { stay, id, all: (who: Actor) => world.as(who, (scope) => listDischarges(scope, of.network, stay)) }
  }
  test('is planned, agreed to by the person themselves, and asked again when the day is moved', async () => {
    const of = await houseIn(world)
    const { id, all } = await planned(of)
    expect(await all(of.person)).toMatchObject([{ state: 'planned', checks: ['medicines'], words: 'Chez sa sœur (inventé).' }])
    await expect(world.as(of.worker, (scope) => agreeToLeave(scope, of.network, id, 1))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(of.person, (scope) => agreeToLeave(scope, of.network, id, 1))
    const change = (version: number, input: typeof PLAN) =>
      world.as(of.worker, (scope) => changeDischarge(scope, of.network, id, version, input))
    await change(2, { ...PLAN, words: 'Chez son frère (inventé).' })
    expect(await all(of.worker)).toMatchObject([{ state: 'agreed', agreedHow: 'self', words: 'Chez son frère (inventé).' }])
    await change(3, { ...PLAN, planned_on: inDays(4) })
    expect(await all(of.worker)).toMatchObject([{ state: 'planned', agreedHow: null }])
  })

  test('ends the stay and the episode together, and asks afterwards whether somebody met the person', async () => {
    const of = await houseIn(world)
    const { id } = await planned(of)
    await world.as(of.worker, (scope) => moveDischarge(scope, of.network, id, 1, { to: 'agreed', how: 'spoken' }))
    const go = () => world.as(of.worker, (scope) => leaveHouse(scope, of.network, id, 2, { left_on: today(), exit_reason: 'moved_on' }))
    await go()
    expect(await staying(of)).toEqual([])
    const { rows } = await world.seed((owner) =>
      sql<{
        left: string
        destination: string
      }>`select left_on::text as left, destination from care.episode where id = ${of.episode}`.execute(owner),
    )
    expect(rows).toEqual([{ left: today(), destination: 'team' }])
    const departed = (days = 7) => world.as(of.worker, (scope) => listDeparted(scope, of.network, of.team.id, days))
    expect(await departed()).toMatchObject([{ firstOn: PLAN.first_on, metOn: null }])
    // Of whom nobody knows is not forgotten when their time is over, however long the team gives itself.
    await world.seed((owner) => sql`update stays.discharge set left_on = current_date - 36 where id = ${id}`.execute(owner))
    expect([await departed(5), await departed(7)]).toMatchObject([[], [{ metOn: null }]])
    await world.seed((owner) => sql`update stays.discharge set left_on = current_date where id = ${id}`.execute(owner))
    await world.as(of.worker, (scope) => confirmContact(scope, of.network, id, 3, today()))
    expect(await departed()).toMatchObject([{ metOn: today() }])
    await expect(go()).rejects.toMatchObject({ code: 'conflict' })
  })

  test('waits for the end of a measure, and moves neither stay nor episode until then', async () => {
    const of = await houseIn(world)
    const { kind: _, legal_basis: __, started_at: ___, ended_at: ____, ...measure } = measureOf(of.colleague.personId)
    const stay = await come(of, of.worker, { ...VOLUNTARY, way: 'without_consent', legal_basis: 'fr_state', measure })
    const id = await world.as(of.worker, (scope) => planDischarge(scope, of.worker, of.network, stay, PLAN))
    const go = () => world.as(of.worker, (scope) => leaveHouse(scope, of.network, id, 1, { left_on: today(), exit_reason: 'moved_on' }))
    await expect(go()).rejects.toMatchObject({ code: 'invalid', detail: { rule: 'open_measure' } })
    expect(await staying(of)).toHaveLength(1)
    const [open] = await world.as(of.worker, (scope) => listMeasuresOf(scope, of.network, [of.file]))
    await world.as(of.worker, (scope) => endMeasure(scope, of.worker, of.network, open?.id ?? '', 1, new Date()))
    await go()
  })

  test('that was given up changes no more, and can be planned anew', async () => {
    const of = await houseIn(world)
    const { id, stay } = await planned(of)
    const plan = () => world.as(of.worker, (scope) => planDischarge(scope, of.worker, of.network, stay, PLAN))
    await expect(plan()).rejects.toMatchObject({ code: 'invalid' })
    await world.as(of.worker, (scope) => moveDischarge(scope, of.network, id, 1, { to: 'withdrawn' }))
    await expect(
      world.as(of.worker, (scope) =>
        scope
          .updateTable('stays.discharge')
          .set({ planned_on: inDays(9) })
          .where('id', '=', id)
          .execute(),
      ),
    ).rejects.toThrow('what is over stays')
    await plan()
  })
})
