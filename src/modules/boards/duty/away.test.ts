import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readBoard } from '../board/board.queries.server.ts'
import { aShift, aVisit, later, type TeamOf, teamOf } from '../boards.test-support.ts'
import { isAway, listAway, readAway, readPhone, readPhones, setPhone, takeBackAway } from './away.server.ts'
import { addAwayFrom, dayIn } from './away.test-support.ts'
import { addShifts, moveSwap, offerSwap } from './duty.commands.server.ts'
import { listMySwaps, listShifts, readCoverage } from './duty.queries.server.ts'

const world = useWorld()
const soon = (hours: number) => later(hours * 60)
const awayOf = (of: TeamOf, who: Actor) =>
  world.as(who, (scope) => listAway(scope, of.network, [of.sam.personId, of.paz.personId], dayIn(-5), dayIn(60)))

describe('somebody who is away', () => {
  test('says so, or a lead says it; colleagues see it, others do not, and nobody else takes it back', async () => {
    const of = await teamOf(world)
    const { sam, paz, lead, network, colleague, coordinator } = of
    await addAwayFrom(world, of, sam, sam, 3, 5)
    await addAwayFrom(world, of, lead, paz, 4, 4)
    for (const other of [paz, colleague, coordinator, VISITOR])
      await expect(addAwayFrom(world, of, other, sam, 3, 5), other.name).rejects.toThrow()
    const [first] = await awayOf(of, paz)
    expect(await awayOf(of, paz)).toHaveLength(2)
    for (const other of [colleague, coordinator, VISITOR]) expect(await awayOf(of, other)).toEqual([])
    for (const other of [paz, colleague, coordinator])
      await expect(world.as(other, (scope) => takeBackAway(scope, network, first?.id ?? ''))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(sam, (scope) => takeBackAway(scope, network, first?.id ?? ''))
    expect(await awayOf(of, lead)).toHaveLength(1)
  })

  test('is put on duty by nobody; shifts that they have stay, marked, and count as uncovered', async () => {
    const of = await teamOf(world)
    const { sam, lead, network, team, coordinator } = of
    await aShift(world, team, sam, later(-60), later(60))
    await addAwayFrom(world, of, sam, sam, 0, 3)
    const shift = { worker: sam.personId, startsAt: soon(48), endsAt: soon(56) }
    await expect(world.as(lead, (scope) => addShifts(scope, lead, network, team.id, [shift]))).rejects.toMatchObject({
      code: 'invalid',
      detail: { duty: 'away' },
    })
    const { duty } = await world.as(lead, (scope) => readBoard(scope, network, team.id, 'Europe/Paris', new Date()))
    expect(duty.now.map(({ isAway: away }) => away)).toEqual([true])
    const lines = await world.as(coordinator, (scope) => readCoverage(scope, network, dayIn(0), dayIn(0)))
    expect(lines.every(({ covered }) => covered === 0)).toBe(true)
  })

  test('writes days that can be, and no reason', () => {
    const mates = new Set(['sam'])
    expect(readAway({ worker: 'sam', from_day: '2026-12-01', to_day: '' }, mates)).toEqual({
      ok: true,
      input: { worker: 'sam', from: '2026-12-01', to: '2026-12-01' },
    })
    expect(readAway({ worker: 'sam', from_day: '2026-12-02', to_day: '2026-12-01' }, mates)).toMatchObject({ faults: { to_day: {} } })
    expect(readAway({ worker: 'paz', from_day: '2026-12-02' }, mates)).toMatchObject({ faults: { worker: {} } })
    expect(isAway([{ id: '', worker: 'sam', from: '2026-12-01', to: '2026-12-03' }], 'sam', '2026-12-03')).toBe(true)
  })
})

test('the number of whoever is out is there for colleagues to call, and for nobody else', async () => {
  const of = await teamOf(world)
  const { sam, paz, lead, network, team, file, colleague, coordinator } = of
  expect(readPhone({ phone: ' 0470 12 34 56 ' })).toEqual({ ok: true, input: '0470 12 34 56' })
  expect(readPhone({ phone: 'appelez-moi' })).toMatchObject({ faults: { phone: {} } })
  await world.as(sam, (scope) => setPhone(scope, sam, network, '0470 12 34 56'))
  const visit = await aVisit(world, team, file, sam, { state: 'there', startsAt: later(-120), endsAt: later(-60), second: paz })
  const { visits } = await world.as(lead, (scope) => readBoard(scope, network, team.id, 'Europe/Paris', new Date()))
  expect(visits.find(({ id }) => id === visit)).toMatchObject({ alarm: 'overdue', phones: [{ phone: '0470 12 34 56' }] })
  for (const other of [colleague, coordinator, VISITOR]) expect((await world.as(other, (scope) => readPhones(scope, network))).size).toBe(0)
  await expect(world.as(coordinator, (scope) => setPhone(scope, coordinator, network, '0470 00 00 00'))).rejects.toMatchObject({
    code: 'not_found',
  })
  await world.as(sam, (scope) => setPhone(scope, sam, network, ''))
  expect((await world.as(paz, (scope) => readPhones(scope, network))).size).toBe(0)
})

describe('an exchange of two shifts', () => {
  const exchange = async () => {
    const of = await teamOf(world)
    const [mine, theirs] = [
      await aShift(world, of.team, of.sam, soon(30), soon(38)),
      await aShift(world, of.team, of.paz, soon(36), soon(44)),
    ]
    await world.as(of.sam, (scope) => offerSwap(scope, of.sam, of.network, of.team.id, mine, null, theirs))
    const shifts = () => world.as(of.lead, (scope) => listShifts(scope, of.network, of.team.id, new Date(), soon(100)))
    const swap = (await shifts()).find(({ id }) => id === mine)?.swap
    const move = (who: Actor, what: Parameters<typeof moveSwap>[5]) =>
      world.as(who, (scope) => moveSwap(scope, who, of.network, of.team.id, swap?.id ?? '', what))
    const holders = async () => (await shifts()).map(({ worker }) => worker)
    return { of, theirs, swap, move, holders }
  }

  test('asks the colleague for both in one, and changes both hands in one moment, also where they overlap', async () => {
    const { of, swap, move, holders } = await exchange()
    expect(swap).toMatchObject({ to: of.paz.personId, inReturn: { startsAt: expect.any(Date) } })
    expect((await world.as(of.paz, (scope) => listMySwaps(scope))).map(({ waitsFor }) => waitsFor)).toEqual(['take'])
    await expect(move(of.lead, 'take')).rejects.toMatchObject({ code: 'not_found' })
    expect(await move(of.paz, 'take')).toBe('taken')
    expect(await holders()).toEqual([of.sam.personId, of.paz.personId])
    expect((await world.as(of.lead, (scope) => listMySwaps(scope))).map(({ waitsFor }) => waitsFor)).toEqual(['confirm'])
    expect(await move(of.lead, 'confirm')).toBe('confirmed')
    expect(await holders()).toEqual([of.paz.personId, of.sam.personId])
  })

  test('is gone when what was asked for in return is taken away, and asks for nobody’s own', async () => {
    const { of, theirs, move } = await exchange()
    const own = await aShift(world, of.team, of.sam, soon(60), soon(68))
    await expect(world.as(of.sam, (scope) => offerSwap(scope, of.sam, of.network, of.team.id, own, null, own))).rejects.toMatchObject({
      code: 'invalid',
    })
    await world.seed((owner) => owner.deleteFrom('boards.shift').where('id', '=', theirs).execute())
    await expect(move(of.paz, 'take')).rejects.toMatchObject({ code: 'not_found' })
  })
})
