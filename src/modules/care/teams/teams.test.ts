import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { peopleIn } from '../people/people.test-support.ts'
import { teamOptions } from '../screen/team-options.ts'
import { readClocks } from './clocks-form.server.ts'
import { readManagedTeam } from './managing.queries.server.ts'
import { NOTICE_EXAMPLES } from './rules.ts'
import { addWorker, changeTeam, endWork, openTeam } from './teams.commands.server.ts'
import { listMyTeams, listStated, readMyTeam, readTeam } from './teams.queries.server.ts'

const UNSET = {
  ...{ is_public: false, answer_hours: null, meeting_hours: null, meeting_days: null, longest_days: null },
  ...{ today_minutes: null, other_minutes: null, told_hours: null, remind_percent: null, escalate_hours: null },
}
const world = useWorld()
const { setting } = peopleIn(world)

test('what a team stated last of its places stands beside it where one is chosen', async () => {
  const { network, team, other, anna, boss } = await setting()
  for (const state of ['open', 'full'] as const)
    await world.seed((owner) =>
      sql`insert into guide.availability (network_id, service_id, state, stated_by) values (${network}, ${other.id}, ${state}, ${boss.personId})`.execute(
        owner,
      ),
    )
  const stated = await world.as(anna, (scope) => listStated(scope, network))
  const choice = [team, other].map(({ id }) => ({ id, name: id, stated: stated.get(id) ?? null }))
  const said = teamOptions(((id: string) => id) as never, () => '', choice)
  expect(said.map(({ label }) => label)).toEqual([team.id, 'care.team.stated'])
  expect(stated.get(other.id)?.state).toBe('full')
})

describe('a team', () => {
  test('takes somebody in who has a role in the network, once, and lets them go the same day', async () => {
    const { network, team, boss, anna } = await setting()
    const newcomer = await world.person({ network, role: 'worker' })
    const input = {
      person_id: newcomer.personId,
      profession: 'peer_support_worker',
      is_lead: false,
      valid_from: '2026-01-01',
      valid_to: null,
    } as const
    const add = (actor: Actor, more: object = {}) =>
      world.as(actor, (scope) => addWorker(scope, actor, network, team.id, { ...input, ...more }))
    await expect(add(boss, { person_id: boss.personId })).rejects.toMatchObject({ detail: { worker: 'self' } })
    await expect(add(boss, { person_id: randomUUID() })).rejects.toMatchObject({ detail: { worker: 'unknown' } })
    await expect(add(anna)).rejects.toMatchObject({ detail: { worker: 'unknown' } })
    await add(boss)
    await expect(add(boss)).rejects.toMatchObject({ detail: { worker: 'twice' } })
    expect(await world.as(newcomer, listMyTeams)).toMatchObject([{ id: team.id }])
    const { id } = await world.as(boss, (scope) =>
      scope.selectFrom('care.worker').select('id').where('person_id', '=', newcomer.personId).executeTakeFirstOrThrow(),
    )
    await expect(world.as(anna, (scope) => endWork(scope, network, id, 1))).rejects.toMatchObject({ code: 'conflict' })
    await world.as(boss, (scope) => endWork(scope, network, id, 1))
    expect(await world.as(newcomer, listMyTeams)).toEqual([])
  })

  test('is opened and set by who steers the network, and read by its own people', async () => {
    const { network, team, boss, anna, ben } = await setting()
    const input = { ...UNSET, is_public: true, answer_hours: 48, meeting_days: 4, longest_days: 42 }
    await expect(world.as(anna, (scope) => changeTeam(scope, anna, network, team.id, 1, input))).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.as(boss, (scope) => changeTeam(scope, boss, network, team.id, 1, input))
    await expect(world.as(boss, (scope) => changeTeam(scope, boss, network, team.id, 1, input))).rejects.toMatchObject({ code: 'conflict' })
    expect((await world.as(anna, (scope) => readMyTeam(scope, network, team.id))).rules).toEqual({
      answerHours: 48,
      meetingHours: null,
      meetingDays: 4,
      longestDays: 42,
    })
    await expect(world.as(ben, (scope) => readMyTeam(scope, network, team.id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(boss, (scope) => openTeam(scope, boss, network, 'nothing'))).rejects.toMatchObject({ code: 'not_found' })
    const stranger = await world.person()
    await expect(world.as(stranger, (scope) => readTeam(scope, network, team.id))).rejects.toMatchObject({ code: 'not_found' })
  })
  test('is told and reminded at times that who coordinates the network sets, and at those of the examples where nobody did', async () => {
    const { network, team, anna, ben } = await setting()
    const coordinator = await world.person({ network, role: 'coordinator' })
    const times = async () => {
      const { rows } = await world.as(anna, (scope) =>
        sql`select today_minutes, other_minutes, told_hours, remind_percent, escalate_hours from care.notice_times
          where network_id = ${network} and service_id = ${team.id}`.execute(scope),
      )
      return rows[0]
    }
    expect(await times()).toEqual(NOTICE_EXAMPLES)
    await expect(world.as(ben, (scope) => changeTeam(scope, ben, network, team.id, 1, UNSET))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(coordinator, (scope) =>
      changeTeam(scope, coordinator, network, team.id, 1, { ...UNSET, escalate_hours: 4, today_minutes: 0 }),
    )
    expect(await times()).toEqual({ ...NOTICE_EXAMPLES, escalate_hours: 4, today_minutes: 0 })
    expect((await world.as(coordinator, (scope) => readManagedTeam(scope, coordinator, network, team.id))).clocks).toMatchObject({
      escalate_hours: '4',
      remind_percent: '',
    })
    await expect(world.as(anna, (scope) => readManagedTeam(scope, anna, network, team.id))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('says what is wrong with its times, and takes nothing of them', () => {
    const typed = { today_minutes: '-1', other_minutes: '2000', remind_percent: '0', escalate_hours: '721', told_hours: 'x' }
    const read = readClocks(typed)
    expect(Object.keys(read.ok ? {} : read.faults).sort()).toEqual(Object.keys(typed).sort())
    expect(readClocks({ today_minutes: '0', remind_percent: '90' })).toMatchObject({
      ok: true,
      input: { today_minutes: 0, remind_percent: 90, told_hours: null },
    })
  })
})
