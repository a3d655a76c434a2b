import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { aShift, aVisit, later, type TeamOf, teamOf } from '../boards.test-support.ts'
import { checkIn } from './check-in.server.ts'
import { extendVisit, moveVisit, signVisit } from './visits.commands.server.ts'

const world = useWorld()
const start = new Date('2026-11-23T09:00:00Z')
const at = (minute: number) => later(minute, start)
const look = (minute: number) => world.as(OPERATOR, (scope) => checkIn(scope, at(minute)))
const stepsOf = (id: string) =>
  world.seed(
    async (owner) =>
      (
        await sql<{
          what: string
          by_id: string | null
        }>`select what, by_id from boards.visit_step where visit_id = ${id} order by seq`.execute(owner)
      ).rows,
  )
const mailsFor = (actor: Actor) =>
  world.seed(
    async (owner) =>
      (
        await sql<{
          template: string
          values: object
        }>`select template, "values" from mail.message where to_person = ${actor.personId}`.execute(owner)
      ).rows,
  )
/** Sam and another are with somebody until 10:00. */
const out = async (of: TeamOf) =>
  aVisit(world, of.team, of.file, of.sam, { startsAt: start, endsAt: at(60), state: 'there', second: of.lead })

describe('the check on those who are out', () => {
  test('nothing happens in time; then the board, then the leads and who is on duty, again and again, so often and no more', async () => {
    const of = await teamOf(world)
    const id = await out(of)
    await aShift(world, of.team, of.paz, at(0), at(600))
    expect(await look(59)).toBe(0)
    expect(await look(74)).toBe(0)
    expect(await stepsOf(id)).toHaveLength(3)
    expect(await look(75)).toBe(0)
    expect((await stepsOf(id)).at(-1)).toEqual({ what: 'overdue', by_id: null })
    expect(await look(89)).toBe(0)
    expect(await look(90)).toBe(2)
    expect(await look(91)).toBe(0)
    for (const minute of [105, 120, 135]) expect(await look(minute), String(minute)).toBe(2)
    for (const minute of [150, 500]) expect(await look(minute), String(minute)).toBe(0)
    expect((await stepsOf(id)).map(({ what }) => what).slice(3)).toEqual(['overdue', 'told', 'told', 'told', 'told'])
    expect(await mailsFor(of.lead)).toHaveLength(4)
    expect(await mailsFor(of.paz)).toHaveLength(4)
    expect(await mailsFor(of.sam)).toEqual([])
  })

  test('a mail names nobody', async () => {
    const of = await teamOf(world)
    await out(of)
    await look(75)
    await look(90)
    expect(await mailsFor(of.lead)).toMatchObject([{ template: 'visitNotBack', values: { count: 1, link: '/boards' } }])
  })

  test('ends when somebody says safe, and begins anew with more time', async () => {
    const of = await teamOf(world)
    const [safe, longer] = [await out(of), await out(of)]
    await look(75)
    await world.as(of.paz, (scope) => moveVisit(scope, of.network, safe, 'safe'))
    await world.seed((owner) => sql`update boards.visit set ends_at = ${at(120)} where id = ${longer}`.execute(owner))
    expect(await look(100)).toBe(0)
    expect((await stepsOf(safe)).at(-1)).toMatchObject({ what: 'safe', by_id: of.paz.personId })
    expect((await stepsOf(longer)).map(({ what }) => what).slice(3)).toEqual(['overdue', 'extended'])
    expect(await look(135)).toBe(0)
    expect((await stepsOf(longer)).at(-1)?.what).toBe('overdue')
    expect(await look(150)).toBe(1)
    expect(await stepsOf(safe)).toHaveLength(5)
  })

  test('one tap asks for more time, from now on when it was over already', async () => {
    const of = await teamOf(world)
    const id = await aVisit(world, of.team, of.file, of.sam, { startsAt: later(-120), endsAt: later(-60), state: 'on_the_way' })
    await world.as(of.sam, (scope) => extendVisit(scope, of.network, id, 15))
    expect((await stepsOf(id)).at(-1)).toMatchObject({ what: 'extended', by_id: of.sam.personId })
    expect(await world.as(OPERATOR, (scope) => checkIn(scope, later(14)))).toBe(0)
  })

  test('whoever is out alone is waited for in between as well, each word of theirs begins anew, and the end of the visit holds all the same', async () => {
    const of = await teamOf(world)
    const id = await aVisit(world, of.team, of.file, of.sam, { startsAt: later(-5), endsAt: later(180), state: 'there' })
    const two = await aVisit(world, of.team, of.file, of.paz, { startsAt: later(-5), endsAt: later(180), state: 'there', second: of.lead })
    const check = (minute: number) => world.as(OPERATOR, (scope) => checkIn(scope, later(minute)))
    const last = async () => (await stepsOf(id)).at(-1)?.what
    await check(74)
    expect(await last()).toBe('there')
    await check(76)
    expect(await last()).toBe('overdue')
    await world.as(of.sam, (scope) => signVisit(scope, of.network, id))
    expect(await last()).toBe('fine')
    await check(74)
    expect(await last()).toBe('fine')
    await check(76)
    expect(await last()).toBe('overdue')
    expect(await check(91)).toBeGreaterThan(0)
    expect((await stepsOf(two)).at(-1)?.what).toBe('there')
    // The last word was long ago by then; the two are waited for until their end.
    await world.seed((owner) => sql`update boards.visit set sign_at = now() where id = ${id}`.execute(owner))
    await check(196)
    expect((await stepsOf(two)).at(-1)?.what).toBe('overdue')
  })

  test('a team has its own minutes', async () => {
    const of = await teamOf(world)
    await world.seed((owner) =>
      owner
        .insertInto('boards.team_rule')
        .values({ network_id: of.network, service_id: of.team.id, grace_minutes: 0, lead_minutes: 5, most_times: 1 })
        .execute(),
    )
    await out(of)
    await look(60)
    expect(await look(65)).toBe(1)
    expect(await look(300)).toBe(0)
  })

  test('whoever is planned or back is not looked for; where nobody leads or is on duty, all who work there are told', async () => {
    const of = await teamOf(world)
    await aVisit(world, of.team, of.file, of.sam, { startsAt: start, endsAt: at(60) })
    await aVisit(world, of.team, of.file, of.sam, { startsAt: start, endsAt: at(60), state: 'safe' })
    await look(75)
    expect(await look(500)).toBe(0)
    await world.seed((owner) => owner.updateTable('care.worker').set({ is_lead: false }).where('service_id', '=', of.team.id).execute())
    await out(of)
    await look(75)
    expect(await look(90)).toBe(3)
  })

  test('is for the clock alone', async () => {
    const of = await teamOf(world)
    await expect(world.as(of.lead, (scope) => checkIn(scope, at(0)))).rejects.toMatchObject({ code: '42501' })
  })
})
