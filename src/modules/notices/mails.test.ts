import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { actorOfPerson } from './asker.server.ts'
import { summarise, tellAsker } from './failures.server.ts'
import { countMails, listMails } from './mails.queries.server.ts'

const world = useWorld()

const failedJob = async (by: Actor, network: string | null, output: object = { code: 'unexpected', kind: 'Error' }) => {
  const id = randomUUID()
  const data = JSON.stringify({ job: 'notices.summary', by: by.personId, network, input: { secret: 'Marie' } })
  await world.seed((owner) =>
    sql`insert into jobs.job_common (id, name, data, state, output, policy, completed_on, started_on, singleton_key)
      values (${id}, 'work', ${data}::jsonb, 'failed', ${JSON.stringify(output)}::jsonb, 'short', now(), now(), ${id})`.execute(owner),
  )
  return id
}
const administratorOf = (network: string) => world.person({ network, role: 'administrator' })

const mailRows = () =>
  world.seed(
    async (owner) =>
      (
        await sql<{ to_person: string; template: string; values: Record<string, unknown>; for_network: string | null }>`
        select to_person, template, "values", for_network from mail.message
        -- Other tests on this database leave mails too, of kinds of their own.
        where template in ('workFailed', 'workSummary') order by to_person`.execute(owner)
      ).rows,
  )

describe('who hears of a failure', () => {
  test('the one who asked, unless it was a mail or nobody', async () => {
    const network = await world.network()
    const member = await world.person({ network })
    const failed = { id: randomUUID(), job: 'unheard.of', by: member.personId, network, why: { code: 'unexpected' } }
    await world.as(OPERATOR, async (scope) => {
      await tellAsker(scope, failed)
      await tellAsker(scope, { ...failed, by: 'visitor', network: null })
      await tellAsker(scope, { ...failed, by: OPERATOR.personId })
      await tellAsker(scope, { ...failed, job: 'mail.deliver' })
    })
    expect(await mailRows()).toEqual([
      { to_person: member.personId, template: 'workFailed', values: { work: 'job.other', link: '/help' }, for_network: network },
    ])
  })

  test('each administrator of the network of today, once a day, with a number and no more', async () => {
    const network = await world.network()
    const [one, other, member] = [await administratorOf(network), await administratorOf(network), await world.person({ network })]
    await world.person({ network, role: 'administrator', validTo: '2021-01-01' })
    await failedJob(member, network)
    await failedJob(member, network)
    await world.as(OPERATOR, summarise)
    const rows = await mailRows()
    expect(rows.map(({ to_person }) => to_person)).toEqual([one.personId, other.personId].sort())
    expect(rows[0]).toMatchObject({ template: 'workSummary', values: { count: 2, link: '/admin/jobs' } })
  })
})

describe('the page of mails', () => {
  const put = (network: string | null, state: string, values = {}) =>
    world.seed((owner) =>
      sql`insert into mail.message (id, for_network, to_address, locale, template, "values", state)
        values (${randomUUID()}, ${network}, 'a@example.org', 'en', 'workSummary', ${JSON.stringify(values)}::jsonb, ${state})`.execute(
        owner,
      ),
    )
  const values = { count: 1, network: { en: 'Net' }, link: '/admin/jobs' }

  test('shows administrators what lies in the folder, and of the others only that they were', async () => {
    const [network, other] = [await world.network(), await world.network()]
    const administrator = await administratorOf(network)
    await put(network, 'kept', values)
    await put(network, 'waiting', values)
    await put(other, 'kept', values)
    await put(null, 'kept', values)
    const [kept, waiting] = await world.as(administrator, async (scope) => [
      await listMails(scope, 'kept', 1),
      await listMails(scope, 'waiting', 1),
    ])
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ to: 'a@example.org', template: 'workSummary' })
    expect(kept[0]?.text).toContain('Net: 1 job was given up since yesterday.')
    expect(waiting).toMatchObject([{ to: null, text: null }])
    expect(await world.as(administrator, countMails)).toEqual({ kept: 1, waiting: 1, failed: 0, sent: 0, declined: 0 })
    expect(await world.as(await world.person({ network }), countMails)).toMatchObject({ kept: 0 })
  })

  test('notes that mails were read, in the network that they were sent for, and about whom where it is one person', async () => {
    const [network, other] = [await world.network(), await world.network()]
    const administrator = await administratorOf(network)
    const [lea, ben] = [await world.person(), await world.person()]
    const putFor = (personId: string) =>
      world.seed((owner) =>
        sql`insert into mail.message (id, for_network, to_person, to_address, locale, template, "values", state)
          values (${randomUUID()}, ${network}, ${personId}, 'a@example.org', 'en', 'workSummary', ${JSON.stringify(values)}::jsonb, 'kept')`.execute(
          owner,
        ),
      )
    const noted = () =>
      world.as(
        administrator,
        async (scope) =>
          (
            await sql<{ about: string | null; person_id: string; kind: string }>`select about, person_id, kind from platform.audit
          where network_id = ${network} and action = 'notices.readMails' order by seq`.execute(scope)
          ).rows,
      )
    await put(other, 'kept', values)
    await put(network, 'waiting', values)
    for (const state of ['kept', 'waiting'] as const) await world.as(administrator, (scope) => listMails(scope, state, 1))
    expect(await noted(), 'none of this could be read').toEqual([])
    await putFor(lea.personId)
    await world.as(administrator, (scope) => listMails(scope, 'kept', 1))
    await putFor(ben.personId)
    await world.as(administrator, (scope) => listMails(scope, 'kept', 1))
    const row = { person_id: administrator.personId, kind: 'read' }
    expect(await noted()).toEqual([
      { ...row, about: lea.personId },
      { ...row, about: null },
    ])
  })
})

test('a person who asked is who they are today', async () => {
  const network = await world.network()
  const [member, former] = [await world.person({ network, role: 'coordinator' }), await world.person({ network, validTo: '2021-01-01' })]
  expect(await world.as(member, (scope) => actorOfPerson(scope, member.personId))).toEqual(member)
  expect((await world.as(former, (scope) => actorOfPerson(scope, former.personId)))?.roles).toEqual({})
  expect(await world.as(member, (scope) => actorOfPerson(scope, former.personId))).toBeNull()
})
