import { type Insertable, sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Actor, OPERATOR, VISITOR } from '#platform/actor.ts'
import type { Tables } from '#platform/db.server.ts'
import { useWorld } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { announce, remind } from './clocks.server.ts'

const world = useWorld()
const care = careIn(world)
const HOUR = 3_600_000
const from = (hours: number) => new Date(Date.now() + hours * HOUR)

// Others on this database wait for nobody.
beforeEach(() =>
  world.seed((owner) =>
    sql`update care.request set reminders = 2, meeting_reminders = 2, announced_at = coalesce(announced_at, sent_at)`.execute(owner),
  ),
)

type Told = { template: string; values: { count: number; link: string }; notice: string }
const told = async (actor: Actor): Promise<Told[]> =>
  world.seed(
    async (owner) =>
      (
        await sql<Told>`select template, "values", notice from mail.message where to_person = ${actor.personId} order by template desc`.execute(
          owner,
        )
      ).rows,
  )
const run = () => world.as(OPERATOR, remind)

const setting = async (careFunction: '2A' | '2B' = '2B') => {
  const network = await world.network()
  const team = await care.team(network, careFunction)
  return {
    network,
    team,
    nurse: await care.worker(team),
    lead: await care.worker(team, { is_lead: true }),
    left: await care.worker(team, { valid_to: '2020-01-02' }),
    elsewhere: await care.worker(await care.team(network, careFunction)),
    coordinator: await world.person({ network, role: 'coordinator' }),
    administrator: await world.person({ network, role: 'administrator' }),
  }
}
const waiting = async (
  { network, team }: { network: string; team: Team },
  { state, ...row }: Partial<Insertable<Tables['care.request']>>,
) => {
  const id = await care.request(network, await care.file(network), { to_service_id: team.id, ...row })
  // A request begins when it is sent.
  if (state !== undefined) await world.seed((owner) => sql`update care.request set state = ${state} where id = ${id}`.execute(owner))
}

describe('a request that waits for an answer', () => {
  test('with more than a quarter of its time left is nobody’s reminder', async () => {
    const at = await setting()
    await waiting(at, { sent_at: from(-70), answer_due: from(30) })
    await run()
    for (const actor of [at.nurse, at.lead, at.coordinator]) expect(await told(actor)).toEqual([])
  })

  test('with less than a quarter left is told once to who works in the team today, and to nobody else', async () => {
    const at = await setting()
    await waiting(at, { sent_at: from(-80), answer_due: from(20) })
    await waiting(at, { sent_at: from(-90), answer_due: from(10) })
    await run()
    await run()
    const mail = { template: 'requestWaits', values: { count: 2, link: '/care' }, notice: 'requestWaits' }
    expect([await told(at.nurse), await told(at.lead)]).toEqual([[mail], [mail]])
    for (const actor of [at.left, at.elsewhere, at.coordinator, at.administrator]) expect(await told(actor)).toEqual([])
  })

  test('whose time is over is told once to the leads and the coordinators, who see counts', async () => {
    const at = await setting()
    await waiting(at, { sent_at: from(-80), answer_due: from(20) })
    await run()
    await world.seed((owner) => sql`update care.request set answer_due = ${from(-1)} where network_id = ${at.network}`.execute(owner))
    await run()
    await run()
    const late = (link: string) => ({ template: 'requestLate', values: { count: 1, link }, notice: 'requestLate' })
    expect((await told(at.lead)).find(({ template }) => template === 'requestLate')).toEqual(late('/care'))
    expect(await told(at.coordinator)).toEqual([late(`/care/${at.network}/delays`)])
    expect(await told(at.nurse)).toHaveLength(1)
    for (const actor of [at.elsewhere, at.administrator]) expect(await told(actor)).toEqual([])
  })

  test('of a crisis team is told at once, also in quiet hours', async () => {
    const at = await setting('2A')
    await waiting(at, { sent_at: from(-25), answer_due: from(-1) })
    await run()
    expect(await told(at.coordinator)).toMatchObject([{ template: 'requestLateAtOnce', notice: 'requestLateAtOnce' }])
  })

  test('of a team without a lead, in a network without a coordinator, is told to its administrators', async () => {
    const network = await world.network()
    const team = await care.team(network)
    const administrator = await world.person({ network, role: 'administrator' })
    await waiting({ network, team }, { sent_at: from(-25), answer_due: from(-1) })
    await run()
    expect(await told(administrator)).toHaveLength(1)
  })

  test('and was answered, or taken back, waits no more', async () => {
    const at = await setting()
    const times = { sent_at: from(-80), answer_due: from(-1) }
    await waiting(at, { ...times, state: 'accepted', answered_at: from(-2), meeting_due: from(100) })
    await waiting(at, { ...times, state: 'withdrawn' })
    await run()
    for (const actor of [at.nurse, at.lead, at.coordinator]) expect(await told(actor)).toEqual([])
  })
})

test('a first meeting that is due is reminded of, and told of when it is late, in the same way', async () => {
  const at = await setting()
  const accepted = { state: 'accepted', sent_at: from(-100), answered_at: from(-80), answer_due: from(-20) } as const
  await waiting(at, { ...accepted, meeting_due: from(10) })
  await waiting(at, { ...accepted, meeting_due: from(10), met_at: from(-5) })
  await run()
  expect(await told(at.nurse)).toMatchObject([{ template: 'requestWaits', values: { count: 1 } }])
  await world.seed((owner) => sql`update care.request set meeting_due = ${from(-1)} where network_id = ${at.network}`.execute(owner))
  await run()
  expect(await told(at.coordinator)).toMatchObject([{ template: 'requestLate', values: { count: 1 } }])
})

test('nobody but the operator takes the reminders, and no mail says whom they are about', async () => {
  const at = await setting()
  for (const actor of [at.lead, at.administrator, VISITOR])
    await expect(world.as(actor, (scope) => sql`select * from care.take_reminders()`.execute(scope))).rejects.toMatchObject({
      code: '42501',
    })
  await waiting(at, { sent_at: from(-80), answer_due: from(20) })
  await run()
  expect(JSON.stringify(await told(at.nurse))).not.toMatch(/Ana|team-|low_mood/)
})

describe('a request that arrives', () => {
  const tell = () => world.as(OPERATOR, announce)
  const later = (team: Team, minutes: number) =>
    world.seed((owner) =>
      sql`update care.request set announced_at = announced_at - make_interval(mins => ${minutes}) where to_service_id = ${team.id}`.execute(
        owner,
      ),
    )

  test('is told once to who works in the team today, without a name or a reason, and not to who took it down', async () => {
    const at = await setting()
    await waiting(at, { made_by: at.lead.personId })
    await tell()
    await tell()
    const mail = { template: 'requestCame', values: { count: 1, link: '/care' }, notice: 'requestCame' }
    expect(await told(at.nurse)).toEqual([mail])
    for (const actor of [at.lead, at.left, at.elsewhere, at.coordinator]) expect(await told(actor)).toEqual([])
  })

  test('for today at a crisis team is told at once, also in quiet hours', async () => {
    const at = await setting('2A')
    await waiting(at, { urgency: 'days' })
    await tell()
    await waiting(at, { urgency: 'today' })
    await tell()
    await waiting(at, { urgency: 'today' })
    await tell()
    expect(await told(at.nurse)).toMatchObject([
      { template: 'requestToday', notice: 'requestToday', values: { count: 1 } },
      { template: 'requestCame' },
    ])
  })

  test('with many others is one message: nobody gets more than one in a quarter of an hour', async () => {
    const at = await setting()
    await waiting(at, {})
    await tell()
    await waiting(at, {})
    await waiting(at, { urgency: 'today' })
    await tell()
    expect(await told(at.nurse)).toHaveLength(1)
    await later(at.team, 16)
    await tell()
    expect((await told(at.nurse)).map(({ values }) => values.count).sort()).toEqual([1, 2])
  })

  test('and was answered or taken back before is told to nobody, and nobody but the operator tells', async () => {
    const at = await setting()
    await waiting(at, { state: 'accepted' })
    await waiting(at, { sent_at: from(-30) })
    await tell()
    expect(await told(at.nurse)).toEqual([])
    await expect(world.as(at.lead, (scope) => sql`select * from care.take_arrivals()`.execute(scope))).rejects.toMatchObject({
      code: '42501',
    })
  })
})

describe('a team that set its own times', () => {
  const set = (team: Team, times: { remind_percent?: number; escalate_hours?: number; other_minutes?: number; today_minutes?: number }) =>
    world.seed((owner) => owner.updateTable('care.team').set(times).where('service_id', '=', team.id).execute())

  test('is reminded when that share of its time is left, and its leads hear of it only those hours after the end', async () => {
    const at = await setting()
    await set(at.team, { remind_percent: 50, escalate_hours: 6 })
    await waiting(at, { sent_at: from(-60), answer_due: from(40) })
    await run()
    expect((await told(at.nurse)).map(({ template }) => template)).toEqual(['requestWaits'])
    const late = await setting()
    await set(late.team, { escalate_hours: 6 })
    await waiting(late, { sent_at: from(-30), answer_due: from(-5) })
    await run()
    expect(await told(late.coordinator)).toEqual([])
    expect((await told(late.nurse)).map(({ template }) => template)).toEqual(['requestWaits'])
    await world.seed((owner) => sql`update care.request set answer_due = ${from(-7)} where to_service_id = ${late.team.id}`.execute(owner))
    await run()
    expect((await told(late.coordinator)).map(({ template }) => template)).toEqual(['requestLate'])
  })

  test('is told again as soon as it wants to be', async () => {
    const at = await setting()
    await set(at.team, { other_minutes: 0 })
    for (const _ of [1, 2]) {
      await waiting(at, {})
      await world.as(OPERATOR, announce)
    }
    expect(await told(at.nurse)).toHaveLength(2)
  })
})
