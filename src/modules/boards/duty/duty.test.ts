import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readBoard } from '../board/board.queries.server.ts'
import { aShift, later, type TeamOf, teamOf } from '../boards.test-support.ts'
import { setRules } from '../rules.commands.server.ts'
import { readRules } from '../rules.queries.server.ts'
import { EXAMPLE } from '../rules.ts'
import { addShifts, moveSwap, offerSwap, removeShift } from './duty.commands.server.ts'
import { listShifts, readCoverage, readMyDuty } from './duty.queries.server.ts'
import { afterSwapMove, isSwapOver, SWAP_MOVES, SWAP_STATES, type SwapState, swapPairs } from './machine.ts'
import { readShifts } from './shift-form.server.ts'
import { mondayOf, weekdayOf, weekFrom } from './week.ts'

const world = useWorld()
const soon = (hours: number) => later(hours * 60)
const shiftsOf = ({ network, team, lead }: TeamOf) =>
  world.as(lead, (scope) => listShifts(scope, network, team.id, later(-60 * 24 * 2), later(60 * 24 * 30)))
const offerOf = async (of: TeamOf, to: Actor | null = null) => {
  const shift = await aShift(world, of.team, of.sam, soon(30), soon(38))
  await world.as(of.sam, (scope) => offerSwap(scope, of.sam, of.network, of.team.id, shift, to?.personId ?? null))
  const swap = (await shiftsOf(of)).find(({ id }) => id === shift)?.swap?.id ?? ''
  const move = (who: Actor, what: Parameters<typeof moveSwap>[5]) =>
    world.as(who, (scope) => moveSwap(scope, who, of.network, of.team.id, swap, what))
  const holder = async () => (await shiftsOf(of)).find(({ id }) => id === shift)?.worker
  return { shift, swap, move, holder }
}

describe('the rota', () => {
  test('is made by who leads the team, and by nobody else', async () => {
    const of = await teamOf(world)
    const { network, team, lead, sam, paz, colleague } = of
    const shift = { worker: sam.personId, startsAt: soon(24), endsAt: soon(32) }
    await world.as(lead, (scope) => addShifts(scope, lead, network, team.id, [shift]))
    for (const other of [paz, colleague, of.coordinator, VISITOR])
      await expect(
        world.as(other, (scope) => addShifts(scope, other, network, team.id, [{ ...shift, startsAt: soon(48), endsAt: soon(56) }])),
      ).rejects.toThrow()
    const [made] = await shiftsOf(of)
    expect(made).toMatchObject({ worker: sam.personId, swap: null })
    await expect(world.as(paz, (scope) => removeShift(scope, network, team.id, made?.id ?? ''))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await world.as(colleague, (scope) => listShifts(scope, network, team.id, new Date(), soon(100)))).toEqual([])
    await world.as(lead, (scope) => removeShift(scope, network, team.id, made?.id ?? ''))
    expect(await shiftsOf(of)).toEqual([])
  })

  test('puts nobody on duty twice at the same time, nor who does not work there, and then nothing of it', async () => {
    const of = await teamOf(world)
    const { network, team, lead, sam, colleague } = of
    const at = (from: number, to: number, worker = sam) => ({ worker: worker.personId, startsAt: soon(from), endsAt: soon(to) })
    await world.as(lead, (scope) => addShifts(scope, lead, network, team.id, [at(24, 32)]))
    for (const [shift, duty] of [
      [at(31, 40), 'overlap'],
      [at(50, 58, colleague), 'worker'],
    ] as const)
      await expect(
        world.as(lead, (scope) => addShifts(scope, lead, network, team.id, [at(100, 108), shift])),
        duty,
      ).rejects.toMatchObject({ code: 'invalid', detail: { duty } })
    await world.as(lead, (scope) => addShifts(scope, lead, network, team.id, [at(32, 40)]))
    expect(await shiftsOf(of)).toHaveLength(2)
  })

  test('loses the shifts of who leaves the team, and keeps those that are over', async () => {
    const of = await teamOf(world)
    const { team, sam } = of
    await aShift(world, team, sam, soon(-30), soon(-22))
    const running = await aShift(world, team, sam, soon(-1), soon(7))
    await aShift(world, team, sam, soon(60), soon(68))
    await world.seed((owner) =>
      sql`update care.worker set valid_to = current_date - 1 where person_id = ${sam.personId} and service_id = ${team.id}`.execute(owner),
    )
    const left = await world.seed((owner) =>
      owner.selectFrom('boards.shift').select('ends_at').where('worker_id', '=', sam.personId).execute(),
    )
    expect(left).toHaveLength(1)
    expect((left[0]?.ends_at ?? new Date()) < new Date()).toBe(true)
    expect((await shiftsOf(of)).some(({ id }) => id === running)).toBe(false)
  })

  test('says who is on duty now and who is next, and to a worker that it is them', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz, lead } = of
    await aShift(world, team, sam, soon(-2), soon(6))
    await aShift(world, team, paz, soon(6), soon(14))
    await aShift(world, team, lead, soon(20), soon(28))
    const { duty } = await world.as(paz, (scope) => readBoard(scope, network, team.id, 'Europe/Paris', new Date()))
    expect([duty.now.length, duty.next.length]).toEqual([1, 1])
    expect(new Date(duty.next[0]?.from ?? 0).getTime()).toBeLessThan(soon(7).getTime())
    expect(await world.as(sam, (scope) => readMyDuty(scope, network))).not.toBeNull()
    expect(await world.as(paz, (scope) => readMyDuty(scope, network))).toBeNull()
  })

  test('tells who steers the network the hours that are covered, and no name; others nothing', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz, coordinator } = of
    // 8:30 to 16:30 in Paris on a winter's day: 7:30 to 15:30 UTC. Two who overlap count once.
    await aShift(world, team, sam, new Date('2027-01-11T07:00:00Z'), new Date('2027-01-11T11:30:00Z'))
    await aShift(world, team, paz, new Date('2027-01-11T10:30:00Z'), new Date('2027-01-11T13:30:00Z'))
    const lines = await world.as(coordinator, (scope) => readCoverage(scope, network, '2027-01-11', '2027-01-12'))
    expect(lines.map(({ day, wanted, covered }) => [day, wanted, covered])).toEqual([
      ['2027-01-11', 480, 360],
      ['2027-01-12', 480, 0],
    ])
    expect(JSON.stringify(lines)).not.toContain('Somebody')
    for (const other of [sam, of.lead, of.colleague, VISITOR])
      expect(await world.as(other, (scope) => readCoverage(scope, network, '2027-01-11', '2027-01-12'))).toEqual([])
  })

  test('a form makes a shift for each day that was chosen, through the night where it ends before it begins, at the hours of the clock there', () => {
    const week = weekFrom('2026-10-19')
    const typed = { worker: crypto.randomUUID(), from: '22:00', to: '06:00' }
    const read = readShifts(typed, ['2026-10-20', '2026-10-24', '2026-11-01'], week, 'Europe/Brussels')
    expect(read).toMatchObject({
      ok: true,
      input: [
        { startsAt: new Date('2026-10-20T20:00:00Z'), endsAt: new Date('2026-10-21T04:00:00Z') },
        // The night on which clocks go back has an hour more.
        { startsAt: new Date('2026-10-24T20:00:00Z'), endsAt: new Date('2026-10-25T05:00:00Z') },
      ],
    })
    expect(readShifts(typed, [], week, 'Europe/Paris')).toMatchObject({ ok: false, faults: { days: {} } })
  })

  test('a week begins on its Monday', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10)
        const week = weekFrom(mondayOf(day))
        expect(week).toContain(day)
        expect(week.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7])
      }),
    )
  })
})

describe('a swap', () => {
  test('is offered by who has the shift, taken by a colleague, and counts once a lead has said yes', async () => {
    const of = await teamOf(world)
    const { move, holder } = await offerOf(of)
    expect(await move(of.paz, 'take')).toBe('taken')
    expect(await holder()).toBe(of.sam.personId)
    await expect(move(of.paz, 'confirm')).rejects.toMatchObject({ code: 'not_found' })
    expect(await move(of.lead, 'confirm')).toBe('confirmed')
    expect(await holder()).toBe(of.paz.personId)
  })

  test('counts at once where the team says so', async () => {
    const of = await teamOf(world)
    await world.as(of.lead, (scope) => setRules(scope, of.network, of.team.id, 0, { ...EXAMPLE, leadConfirms: false }))
    const { move, holder } = await offerOf(of)
    expect(await move(of.paz, 'take')).toBe('confirmed')
    expect(await holder()).toBe(of.paz.personId)
  })

  test('that is offered to one is taken by that one, never by oneself, and can be kept or refused', async () => {
    const of = await teamOf(world)
    const named = await offerOf(of, of.paz)
    await expect(named.move(of.lead, 'take')).rejects.toMatchObject({ code: 'not_found' })
    await expect(named.move(of.sam, 'take')).rejects.toThrow()
    expect(await named.move(of.sam, 'withdraw')).toBe('withdrawn')
    await expect(named.move(of.paz, 'take')).rejects.toMatchObject({ code: 'conflict' })
    const other = await world.as(of.sam, async (scope) => {
      await offerSwap(scope, of.sam, of.network, of.team.id, named.shift, null)
      return (await listShifts(scope, of.network, of.team.id, new Date(), soon(60)))[0]?.swap?.id ?? ''
    })
    await world.as(of.paz, (scope) => moveSwap(scope, of.paz, of.network, of.team.id, other, 'take'))
    await expect(world.as(of.paz, (scope) => moveSwap(scope, of.paz, of.network, of.team.id, other, 'withdraw'))).rejects.toThrow()
    expect(await world.as(of.lead, (scope) => moveSwap(scope, of.lead, of.network, of.team.id, other, 'refuse'))).toBe('refused')
    expect(await named.holder()).toBe(of.sam.personId)
  })

  test('does not put anybody on duty twice, and is not for other people’s shifts', async () => {
    const of = await teamOf(world)
    await aShift(world, of.team, of.paz, soon(34), soon(40))
    const { shift, move, holder } = await offerOf(of)
    expect(await move(of.paz, 'take')).toBe('taken')
    await expect(move(of.lead, 'confirm')).rejects.toMatchObject({ code: 'invalid', detail: { duty: 'overlap' } })
    expect(await holder()).toBe(of.sam.personId)
    await expect(world.as(of.paz, (scope) => offerSwap(scope, of.paz, of.network, of.team.id, shift, null))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      world.as(of.colleague, (scope) => moveSwap(scope, of.colleague, of.network, of.team.id, shift, 'take')),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('never reaches a state that is not one, and the database knows exactly the same ways', async () => {
    fc.assert(
      fc.property(fc.array(fc.record({ move: fc.constantFrom(...SWAP_MOVES), lead: fc.boolean() }), { maxLength: 12 }), (way) => {
        let state: SwapState = 'offered'
        for (const { move, lead } of way) {
          const next = afterSwapMove(state, move, lead)
          if (next === null) continue
          expect(SWAP_STATES).toContain(next)
          expect(isSwapOver(state)).toBe(false)
          state = next
        }
      }),
    )
    const of = await teamOf(world)
    const shift = await aShift(world, of.team, of.sam, soon(30), soon(38))
    const names = { network_id: of.network, shift_id: shift, service_id: of.team.id, offered_by: of.sam.personId, offered_to: null }
    const put = (state: SwapState) =>
      world.seed(async (owner) => {
        const id = crypto.randomUUID()
        await sql`delete from boards.swap where shift_id = ${shift}`.execute(owner)
        await sql`alter table boards.swap disable trigger guard`.execute(owner)
        const row = { ...names, id, state, taken_by: of.paz.personId, answered_by: null }
        await owner.insertInto('boards.swap').values(row).execute()
        await sql`alter table boards.swap enable trigger guard`.execute(owner)
        return id
      })
    const known: string[] = []
    for (const from of SWAP_STATES)
      for (const to of SWAP_STATES.filter((each) => each !== from)) {
        const id = await put(from)
        const refusal = await world
          .seed((owner) => sql`update boards.swap set state = ${to} where id = ${id}`.execute(owner))
          .then(
            () => 'none',
            (error: Error & { code?: string }) => error.code ?? '',
          )
        // Who may is another question (42501), asked where the way exists.
        if (refusal !== '23514') known.push(`${from} ${to}`)
      }
    expect(known.sort()).toEqual(
      swapPairs()
        .map((pair) => pair.join(' '))
        .sort(),
    )
  })
})

describe('the rules of a team', () => {
  test('are the example until a lead sets them, in the program and in the database alike', async () => {
    const of = await teamOf(world)
    const { network, team, lead, sam } = of
    expect(await world.as(sam, (scope) => readRules(scope, network, team.id))).toEqual({ ...EXAMPLE, version: 0 })
    await world.seed((owner) => owner.insertInto('boards.team_rule').values({ network_id: network, service_id: team.id }).execute())
    expect(await world.as(sam, (scope) => readRules(scope, network, team.id))).toEqual({ ...EXAMPLE, version: 1 })
    const limits = { back_soon: EXAMPLE.backSoonDays, back: EXAMPLE.backDays, missed: EXAMPLE.missedTimes, silent: EXAMPLE.silentDays }
    for (const [rule, days] of Object.entries(limits))
      for (const service of [team.id, 'nobody'])
        expect(
          (await world.as(sam, (scope) => sql`select boards.limit_of(${network}, ${service}, ${rule}) as days`.execute(scope))).rows,
        ).toEqual([{ days }])
    await world.as(lead, (scope) =>
      setRules(scope, network, team.id, 1, { ...EXAMPLE, pairs: false, longerMinutes: [20, 45], dutyDays: [1, 5] }),
    )
    expect(await world.as(sam, (scope) => readRules(scope, network, team.id))).toMatchObject({
      pairs: false,
      longerMinutes: [20, 45],
      dutyDays: [1, 5],
      version: 2,
    })
    await expect(world.as(lead, (scope) => setRules(scope, network, team.id, 1, EXAMPLE))).rejects.toMatchObject({ code: 'conflict' })
    for (const other of [sam, of.coordinator, of.colleague])
      await expect(world.as(other, (scope) => setRules(scope, network, team.id, 2, EXAMPLE))).rejects.toMatchObject({ code: 'not_found' })
  })
})
