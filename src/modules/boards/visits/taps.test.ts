import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { dayIn } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { readBoard } from '../board/board.queries.server.ts'
import { aVisit, later, type TeamOf, teamOf } from '../boards.test-support.ts'
import { tapVisit } from './taps.server.ts'
import { countNotBack, listMyVisits } from './visits.queries.server.ts'
import { whereOf } from './where.server.ts'

const world = useWorld()
const tap = (of: TeamOf, visit: string, said: Record<string, string>, who = of.sam) =>
  world.as(who, (scope) => tapVisit(scope, who, of.network, of.team.id, { visit, ...said }))
const board = ({ network, team, sam }: TeamOf) => world.as(sam, (scope) => readBoard(scope, network, team.id, 'Europe/Paris', new Date()))
const contactOf = (id: string) =>
  world.seed((owner) =>
    owner.selectFrom('care.contact').select(['missed', 'minutes', 'who', 'workers', 'mode']).where('id', '=', id).execute(),
  )

describe('a visit in single taps', () => {
  test('on the way, there, safe, met: four taps, each of them twice if a finger slips, and the contact stands in the file', async () => {
    const of = await teamOf(world)
    const visit = await aVisit(world, of.team, of.file, of.sam, { startsAt: later(-50), second: of.paz })
    for (const move of ['leave', 'arrive']) for (const _ of [1, 2]) expect(await tap(of, visit, { move })).toBe(false)
    await world.seed((owner) => sql`update boards.visit set there_at = now() - interval '42 minutes' where id = ${visit}`.execute(owner))
    await tap(of, visit, { move: 'safe' })
    for (const _ of [1, 2]) expect(await tap(of, visit, { outcome: 'met' })).toBe(false)
    expect(await contactOf(visit)).toEqual([
      { missed: null, minutes: 42, who: ['person'], workers: [of.sam.personId, of.paz.personId], mode: 'home' },
    ])
  })

  test('and it takes longer, by the minutes that the team offers; a tap that waited for a network counts as it was made', async () => {
    const of = await teamOf(world)
    await of.care.put('boards.team_rule', { network_id: of.network, service_id: of.team.id, longer_minutes: [20, 45] } as never)
    const endsAt = later(30)
    const visit = await aVisit(world, of.team, of.file, of.sam, { state: 'there', startsAt: later(-30), endsAt })
    const mine = async () => (await world.as(of.sam, (scope) => listMyVisits(scope, new Date())))[0]
    expect(await mine()).toMatchObject({ longer: [20, 45] })
    await tap(of, visit, { longer: '45' })
    await tap(of, visit, { longer: '15' })
    expect((await mine())?.endsAt).toEqual(later(60, endsAt))
    for (const wrong of ['0', '4', '241', '-20', 'tout'])
      await expect(tap(of, visit, { longer: wrong })).rejects.toMatchObject({ init: { status: 422 } })
  })

  test('and one that was missed is followed up: as often in a row as the team says, and with nothing planned, it stands out', async () => {
    const of = await teamOf(world)
    const line = async () => (await board(of)).followed.find(({ personId }) => personId === of.file)
    // A test is one moment for the database: who was there when is said.
    const aVisitAt = async (startsAt: Date) => {
      const visit = await aVisit(world, of.team, of.file, of.sam, { state: 'safe', startsAt })
      await world.seed((owner) => sql`update boards.visit set there_at = starts_at where id = ${visit}`.execute(owner))
      return visit
    }
    for (const missed of [1, 2]) {
      const visit = await aVisitAt(later(-180 + 60 * missed))
      await tap(of, visit, { outcome: 'not_there' })
      expect(await contactOf(visit)).toMatchObject([{ missed: 'not_there', minutes: null, who: [] }])
      expect(await line()).toMatchObject({ missed, isMissing: missed === 2 })
    }
    await aVisit(world, of.team, of.file, of.sam, { startsAt: later(60 * 24 * 2) })
    expect(await line()).toMatchObject({ missed: 2, isMissing: false })
    const met = await aVisitAt(later(-30))
    await tap(of, met, { outcome: 'met' })
    expect(await line()).toMatchObject({ missed: 0 })
  })

  test('is told when a colleague said otherwise, and is nothing for others', async () => {
    const of = await teamOf(world)
    const visit = await aVisit(world, of.team, of.file, of.sam)
    expect(await tap(of, visit, { outcome: 'met' })).toBe(true)
    await tap(of, visit, { move: 'callOff' }, of.paz)
    expect(await tap(of, visit, { move: 'leave' })).toBe(true)
    for (const other of [of.colleague, of.coordinator, VISITOR]) await expect(tap(of, visit, { move: 'leave' }, other)).rejects.toThrow()
  })
})

describe('whoever is waited for', () => {
  test('is seen by colleagues on every page of theirs, and by nobody else', async () => {
    const of = await teamOf(world)
    await aVisit(world, of.team, of.file, of.sam, { state: 'there', startsAt: later(-120), endsAt: later(-60) })
    await aVisit(world, of.team, of.file, of.paz, { state: 'on_the_way', startsAt: later(-30), endsAt: later(-5) })
    for (const mate of [of.paz, of.lead])
      expect(await world.as(mate, (scope) => countNotBack(scope, new Date()))).toMatchObject([{ service: of.team.id, count: 1 }])
    for (const other of [of.colleague, of.coordinator, VISITOR])
      expect(await world.as(other, (scope) => countNotBack(scope, new Date()))).toEqual([])
  })

  test('stands on the stairs with the address and what to beware of, as the team has the person in hand', async () => {
    const of = await teamOf(world)
    const where = await world.as(of.sam, (scope) => whereOf(scope, of.network, of.file))
    expect(where).toMatchObject({ address: '', safety: [], needsInterpreter: false })
    for (const other of [of.colleague, of.coordinator, VISITOR])
      expect(await world.as(other, (scope) => whereOf(scope, of.network, of.file))).toBeNull()
  })
})

describe('the board', () => {
  test('keeps a visit of tomorrow in sight, apart from those of today', async () => {
    const of = await teamOf(world)
    const [today, tomorrow] = [
      await aVisit(world, of.team, of.file, of.sam),
      await aVisit(world, of.team, of.file, of.sam, { startsAt: later(60 * 36) }),
    ]
    const { visits, ahead } = await board(of)
    expect([visits.map(({ id }) => id), ahead.map(({ id }) => id)]).toEqual([[today], [tomorrow]])
  })

  test('says of a call that the person comes back, within the days of the team, and soon within fewer', async () => {
    const of = await teamOf(world)
    const { care, network, team } = of
    const callAfter = async (days: number) => {
      const file = await care.file(network)
      const day = (ago: number) => dayIn(-ago)
      await care.episode(team, file, { entered_on: day(days + 20), left_on: day(days), exit_reason: 'goals_reached' })
      const id = await care.request(network, file, { to_service_id: team.id })
      return (await board(of)).calls.find((call) => call.id === id)
    }
    expect(await callAfter(30)).toMatchObject({ backAfter: 30, isBackSoon: true })
    expect(await callAfter(31)).toMatchObject({ backAfter: 31, isBackSoon: false })
    expect(await callAfter(91)).toMatchObject({ backAfter: null, isBackSoon: false })
    await care.put('boards.team_rule', { network_id: network, service_id: team.id, back_soon_days: 7, back_days: 10 } as never)
    expect(await callAfter(8)).toMatchObject({ backAfter: 8, isBackSoon: false })
    expect(await callAfter(11)).toMatchObject({ backAfter: null })
  })
})
