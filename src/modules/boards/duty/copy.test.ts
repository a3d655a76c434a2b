import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { aShift, type TeamOf, teamOf } from '../boards.test-support.ts'
import { hereIn } from '../team.server.ts'
import { noteAway } from './away.server.ts'
import { copyWeek, keyOf, previewCopy, shiftsOfWeek } from './copy.server.ts'
import { copyOf } from './copy.ts'
import { gapsOf } from './gaps.ts'
import { dayAfter, mondayOf } from './week.ts'

const world = useWorld()
const ZONE = 'Europe/Paris'
const thisMonday = mondayOf(today())
// Two weeks ahead, so that nothing of it has begun whatever the day of the test.
const [before, monday] = [dayAfter(thisMonday, 14), dayAfter(thisMonday, 21)]
const at = (day: string, hour: string) => new Date(`${day}T${hour}:00Z`)

const preview = (of: TeamOf, who = of.lead) =>
  world.as(who, async (scope) => previewCopy(scope, of.network, of.team.id, monday, await hereIn(scope, who, of.network, of.team.id)))
const copy = async (of: TeamOf, chosen: readonly string[], who = of.lead) =>
  world.as(who, async (scope) =>
    copyWeek(scope, who, of.network, of.team.id, monday, chosen, await hereIn(scope, who, of.network, of.team.id)),
  )
const planned = (of: TeamOf) => world.as(of.lead, (scope) => shiftsOfWeek(scope, of.network, of.team.id, monday, ZONE))

describe('a lead who fills a week from the one before', () => {
  test('sees first what will be made and what will not, and why; makes it in one step, and twice makes nothing more', async () => {
    const of = await teamOf(world)
    const { team, sam, paz, lead } = of
    await aShift(world, team, sam, at(before, '08:00'), at(before, '16:00'))
    await aShift(world, team, paz, at(dayAfter(before, 1), '08:00'), at(dayAfter(before, 1), '16:00'))
    await aShift(world, team, lead, at(dayAfter(before, 2), '08:00'), at(dayAfter(before, 2), '16:00'))
    // Sam has hours already on the Monday to come, and Paz is away on the Tuesday.
    await aShift(world, team, sam, at(monday, '12:00'), at(monday, '20:00'))
    const away = { worker: paz.personId, from: dayAfter(monday, 1), to: dayAfter(monday, 3) }
    await world.as(paz, (scope) => noteAway(scope, paz, of.network, away))
    const seen = await preview(of)
    expect(seen.map(({ worker, skipped }) => [worker, skipped])).toEqual([
      [sam.personId, 'there'],
      [paz.personId, 'away'],
      [lead.personId, null],
    ])
    const keys = seen.map((each) => keyOf(each, ZONE))
    expect(await copy(of, keys)).toEqual({ made: 1, left: 2 })
    expect(await copy(of, keys)).toEqual({ made: 0, left: 3 })
    expect((await planned(of)).map(({ worker }) => worker)).toEqual([sam.personId, lead.personId])
  })

  test('leaves out what was unticked, and who is on duty elsewhere at that time, which only the database knows', async () => {
    const of = await teamOf(world)
    const { team, sam, paz, care, network } = of
    await aShift(world, team, sam, at(before, '08:00'), at(before, '16:00'))
    await aShift(world, team, paz, at(before, '08:00'), at(before, '16:00'))
    const other = await care.team(network, '2B')
    await care.put('care.worker', {
      network_id: network,
      service_id: other.id,
      person_id: sam.personId,
      profession: 'nurse',
      valid_from: '2020-01-01',
    } as never)
    await aShift(world, other, sam, at(monday, '08:00'), at(monday, '16:00'))
    const seen = await preview(of)
    const keysOf = (worker: string) => seen.filter((each) => each.worker === worker).map((each) => keyOf(each, ZONE))
    expect(await copy(of, keysOf(sam.personId))).toEqual({ made: 0, left: 1 })
    expect(await planned(of)).toEqual([])
    expect(await copy(of, keysOf(paz.personId))).toEqual({ made: 1, left: 0 })
  })

  test('is a lead: nobody else of the team does it, and nobody else sees the team at all', async () => {
    const of = await teamOf(world)
    await aShift(world, of.team, of.sam, at(before, '08:00'), at(before, '16:00'))
    const keys = (await preview(of)).map((each) => keyOf(each, ZONE))
    for (const other of [of.sam, of.colleague, of.coordinator, VISITOR]) await expect(copy(of, keys, other)).rejects.toThrow()
    expect(await planned(of)).toEqual([])
  })

  test('keeps the hours of the clock there where clocks change between, and puts nobody on duty twice', () => {
    const around = { zone: ZONE, now: new Date('2026-01-01'), days: 7, planned: [], isAway: () => false, works: () => true }
    const shift = { worker: 'sam', startsAt: new Date('2026-10-21T06:30:00Z'), endsAt: new Date('2026-10-21T14:30:00Z') }
    expect(copyOf([shift], around)[0]).toMatchObject({ day: '2026-10-28', startsAt: new Date('2026-10-28T07:30:00Z'), skipped: null })
    fc.assert(
      fc.property(
        fc.array(fc.record({ worker: fc.constantFrom('sam', 'paz'), hour: fc.nat(160), hours: fc.integer({ min: 1, max: 12 }) })),
        (all) => {
          const moment = (hour: number) => new Date(Date.parse('2026-03-02T00:00:00Z') + hour * 3_600_000)
          const made = copyOf(
            all.map(({ worker, hour, hours }) => ({ worker, startsAt: moment(hour), endsAt: moment(hour + hours) })),
            around,
          ).filter(({ skipped }) => skipped === null)
          for (const [n, one] of made.entries())
            for (const other of made.slice(n + 1))
              expect(one.worker !== other.worker || one.endsAt <= other.startsAt || other.endsAt <= one.startsAt).toBe(true)
        },
      ),
    )
  })
})

describe('the hours in which nobody is on duty', () => {
  const rules = { dutyFrom: '08:00', dutyTo: '18:00', dutyDays: [1, 2, 3, 4, 5, 6, 7] }
  const day = '2026-11-23'
  const moment = (time: string) => new Date(`${day}T${time}:00Z`)
  const shift = (from: string, to: string) => ({ startsAt: moment(from), endsAt: moment(to) })

  test('are those of the day that no shift touches', () => {
    const gaps = gapsOf(day, rules, [shift('12:00', '16:00'), shift('07:00', '10:00'), shift('09:00', '11:00')], moment)
    expect(gaps).toEqual([
      { from: moment('11:00'), to: moment('12:00') },
      { from: moment('16:00'), to: moment('18:00') },
    ])
    expect(gapsOf(day, rules, [], moment)).toEqual([{ from: moment('08:00'), to: moment('18:00') }])
    expect(gapsOf(day, { ...rules, dutyDays: [2] }, [], moment)).toEqual([])
  })

  test('and the hours of those who are there fill the day together, whatever the shifts', () => {
    const minutes = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(fc.array(fc.tuple(minutes, minutes).filter(([from, to]) => from < to)), (all) => {
        const start = moment('00:00').getTime()
        const shifts = all.map(([from, to]) => ({ startsAt: new Date(start + from * 60_000), endsAt: new Date(start + to * 60_000) }))
        const gaps = gapsOf(day, rules, shifts, moment)
        for (let minute = 480; minute < 1080; minute += 7) {
          const now = new Date(start + minute * 60_000)
          const isCovered = shifts.some(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
          expect(gaps.some(({ from, to }) => from <= now && now < to)).toBe(!isCovered)
        }
      }),
    )
  })
})
