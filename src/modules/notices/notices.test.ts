import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR, VISITOR } from '#platform/actor.ts'
import { whyIn } from '#platform/jobs/index.server.ts'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import { LOCALES } from '#platform/languages/locales.ts'
import { definedMails, renderMail } from '#platform/mail/index.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { useWorld } from '#test/world.ts'
import { actorOfPerson } from './asker.server.ts'
import { summarise, tellAsker } from './failures.server.ts'
import { countMails, listMails } from './mails.queries.server.ts'
import { offeredTo } from './policy.ts'
import { choosePreference, courtesy, preferenceOf } from './preference.server.ts'
import { readPreference } from './schema.ts'
import { NO_PREFERENCE, NOTICES } from './vocabulary.ts'
import { retryJob } from './work.commands.server.ts'
import { administratorsOnly, countWork, listWork } from './work.queries.server.ts'

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

describe('the page of jobs', () => {
  test('shows an administrator what failed in their network and why, and nothing of what it was about', async () => {
    const [network, other] = [await world.network(), await world.network()]
    const [administrator, member] = [await administratorOf(network), await world.person({ network })]
    const id = await failedJob(member, network, {
      code: 'unexpected',
      kind: 'Error',
      sqlState: '23505',
      detail: 'Key (email)=(marie@example.org)',
    })
    await failedJob(member, other)
    const lines = await world.as(administrator, (scope) => listWork(scope, 'failed', 1))
    expect(lines.map((line) => [line.id, line.job, line.why])).toEqual([
      [id, 'notices.summary', { code: 'unexpected', kind: 'Error', sqlState: '23505' }],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/marie/i)
    expect(await world.as(administrator, countWork)).toEqual({ failed: 1, running: 0, waiting: 0, done: 0 })
  })

  test('is not there for who administers nothing', async () => {
    const network = await world.network()
    for (const role of ['reader', 'coordinator', 'programme_manager'] as const)
      await expect((async () => administratorsOnly(await world.person({ network, role })))()).rejects.toMatchObject({ code: 'not_found' })
    expect(() => administratorsOnly(VISITOR)).toThrow('signed_out')
    await expect(
      (async () => administratorsOnly(await world.person({ network, role: 'administrator', validTo: '2021-01-01' })))(),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('shows what belongs to no network to who administers all of them only', async () => {
    const network = await world.network()
    const administrator = await administratorOf(network)
    await failedJob(OPERATOR, null)
    const seen = async () => (await world.as(administrator, (scope) => listWork(scope, 'failed', 1))).length
    const alone = await world.seed(
      async (owner) => (await sql<{ n: number }>`select count(*) as n from platform.network`.execute(owner)).rows[0]?.n,
    )
    expect(await seen()).toBe(alone === 1 ? 1 : 0)
    await world.network()
    expect(await seen()).toBe(0)
  })

  test('has a job tried again, once, and notes who did it', async () => {
    const network = await world.network()
    const [administrator, member] = [await administratorOf(network), await world.person({ network })]
    const id = await failedJob(member, network)
    await world.as(administrator, (scope) => retryJob(scope, administrator, id))
    const [row] = (
      await world.seed((owner) =>
        sql<{ state: string; by: string }>`select state::text, data->>'by' as by from jobs.job where id = ${id}`.execute(owner),
      )
    ).rows
    expect(row).toEqual({ state: 'retry', by: member.personId })
    const trail = await world.seed((owner) =>
      owner.selectFrom('platform.audit').select(['person_id', 'action', 'target']).where('network_id', '=', network).execute(),
    )
    expect(trail).toEqual([{ person_id: administrator.personId, action: 'jobs.retry', target: id }])
    await expect(world.as(administrator, (scope) => retryJob(scope, administrator, id))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('lets nobody else try it again, and answers as if it were not there', async () => {
    const [network, other] = [await world.network(), await world.network()]
    const member = await world.person({ network })
    const elsewhere = await administratorOf(other)
    const id = await failedJob(member, network)
    for (const [actor, code] of [
      [member, 'not_found'],
      [elsewhere, 'not_found'],
      [VISITOR, 'signed_out'],
    ] as const)
      await expect(world.as(actor, (scope) => retryJob(scope, actor, id))).rejects.toMatchObject({ code })
    await expect(world.as(elsewhere, (scope) => retryJob(scope, elsewhere, "' or true"))).rejects.toMatchObject({ code: 'not_found' })
    expect(
      (await world.as(member, (scope) => sql`update jobs.job set state = 'retry' where id = ${id}`.execute(scope))).numAffectedRows,
    ).toBe(0n)
  })

  test('says in words why, also for what the queue itself wrote', () => {
    expect(whyIn({ value: { message: 'job timed out' } })).toEqual({ code: 'stopped' })
    expect(whyIn({ message: 'Marie', stack: 'at Marie' })).toEqual({ code: 'stopped' })
    expect(whyIn({ code: 'Marie Dupont' })).toEqual({ code: 'stopped' })
    expect(whyIn(null)).toEqual({ code: 'stopped' })
  })
})

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

describe('choices of a person', () => {
  test('are theirs alone', async () => {
    const [one, other] = [await world.person(), await world.person()]
    const choice = { declined: ['workFailed'], quietFrom: '22:00', quietUntil: '07:30', quietWeekend: true }
    await world.as(one, (scope) => choosePreference(scope, one, choice))
    await world.as(one, (scope) => choosePreference(scope, one, choice))
    expect(await world.as(one, (scope) => preferenceOf(scope, one.personId))).toEqual(choice)
    expect(await world.as(other, (scope) => preferenceOf(scope, one.personId))).toEqual(NO_PREFERENCE)
    await expect(world.as(other, (scope) => choosePreference(scope, one, choice))).rejects.toThrow('row-level security')
    await expect(world.as(VISITOR, (scope) => choosePreference(scope, VISITOR, choice))).rejects.toMatchObject({ code: 'signed_out' })
  })

  test('decide whether and when a notice comes', async () => {
    const person = await world.person()
    const ask = (notice: string, now: string) => world.as(OPERATOR, (scope) => courtesy(scope, person.personId, notice, new Date(now)))
    expect(await ask('workFailed', '2026-11-24T02:00:00Z')).toBe('now')
    await world.as(person, (scope) =>
      choosePreference(scope, person, { declined: ['workSummary'], quietFrom: '22:00', quietUntil: '07:00', quietWeekend: false }),
    )
    expect(await ask('workSummary', '2026-11-24T12:00:00Z')).toBe('never')
    expect(await ask('workFailed', '2026-11-24T12:00:00Z')).toBe('now')
    expect(await ask('workFailed', '2026-11-24T02:00:00Z')).toEqual(new Date('2026-11-24T06:00:00Z'))
    expect(await ask('requestLate', '2026-11-24T02:00:00Z')).toEqual(new Date('2026-11-24T06:00:00Z'))
  })

  test('hold back by night all but a crisis team that did not answer, which can be declined all the same', async () => {
    const person = await world.person()
    const ask = () => world.as(OPERATOR, (scope) => courtesy(scope, person.personId, 'requestLateAtOnce', new Date('2026-11-24T02:00:00Z')))
    const choose = (declined: string[]) =>
      world.as(person, (scope) =>
        choosePreference(scope, person, { declined, quietFrom: '22:00', quietUntil: '07:00', quietWeekend: true }),
      )
    await choose([])
    expect(await ask()).toBe('now')
    await choose(['requestLateAtOnce'])
    expect(await ask()).toBe('never')
  })

  test('are offered of what can come: a person without a role has no requests to answer', async () => {
    const network = await world.network()
    expect(offeredTo(await world.person())).toEqual(['workFailed'])
    expect(offeredTo(await world.person({ network, role: 'worker' }))).toEqual([
      'workFailed',
      'requestWaits',
      'requestLate',
      'requestLateAtOnce',
    ])
    expect(offeredTo(await world.person({ network, role: 'administrator' }))).toEqual(NOTICES)
  })

  test('are read from the form, with what is wrong at its field', () => {
    const form = (fields: [string, string][]) => {
      const data = new FormData()
      for (const [name, value] of fields) data.append(name, value)
      return readPreference(data)
    }
    expect(
      form([
        ['wanted', 'workFailed'],
        ['wanted', 'rubbish'],
        ['quietFrom', ''],
        ['quietUntil', ''],
      ]),
    ).toEqual({
      input: { declined: [...NOTICES], quietFrom: null, quietUntil: null, quietWeekend: false },
    })
    expect(
      form([
        ['wanted', 'workFailed'],
        ['quietFrom', '22:00'],
        ['quietUntil', '07:00'],
        ['quietWeekend', 'on'],
      ]),
    ).toEqual({
      input: { declined: NOTICES.filter((notice) => notice !== 'workFailed'), quietFrom: '22:00', quietUntil: '07:00', quietWeekend: true },
    })
    expect(
      form([
        ['quietFrom', '25:00'],
        ['quietUntil', ''],
      ]),
    ).toEqual({ faults: { quietFrom: 'notices.fault.time', quietUntil: 'notices.fault.both' } })
    expect(
      form([
        ['quietFrom', '08:00'],
        ['quietUntil', '08:00'],
      ]),
    ).toEqual({ faults: { quietUntil: 'notices.fault.same' } })
  })
})

test('a person who asked is who they are today', async () => {
  const network = await world.network()
  const [member, former] = [await world.person({ network, role: 'coordinator' }), await world.person({ network, validTo: '2021-01-01' })]
  expect(await world.as(member, (scope) => actorOfPerson(scope, member.personId))).toEqual(member)
  expect((await world.as(former, (scope) => actorOfPerson(scope, former.personId)))?.roles).toEqual({})
  expect(await world.as(member, (scope) => actorOfPerson(scope, former.personId))).toBeNull()
})

describe('the words of mails', () => {
  const SAMPLE = {
    path: '/x',
    secret: '/new-password/x7Kq',
    code: 'ABCD',
    count: 2,
    moment: '2026-11-22T10:00:00Z',
    day: '2026-11-22',
    name: 'Sam',
    words: { fr: 'Réseau' },
    message: 'role.reader',
  }
  // What a mail must not tell whoever reads over a shoulder: that somebody is or was unwell, or cared for, and where.
  const HEALTH =
    /psych|santé|gezond|health|soin|zorg|\bcare\b|hôpital|hopital|ziekenhuis|hospital|crise|crisis|patient|diagnos|traitement|behandel|treatment|médic|medic|malad|ziek|illness|rétabl|herstel|recover|suicid|trouble|stoornis|disorder/i

  test('every mail can be said in every language, with a subject that takes no values', () => {
    expect(definedMails().size).toBeGreaterThanOrEqual(2)
    for (const mail of definedMails().values()) {
      if (mail.name.startsWith('test')) continue
      const values = Object.fromEntries(Object.entries(mail.values).map(([name, kind]) => [name, SAMPLE[kind]]))
      for (const locale of LOCALES) {
        const { subject, text, html } = renderMail(mail, values, locale, 'https://example.org')
        expect(subject).not.toMatch(/[{}]/)
        for (const part of [text, html]) expect(part).toContain(subject)
      }
    }
  })

  test('no mail speaks of health, in no language', () => {
    const files = LOCALES.flatMap((locale) => Object.entries(catalogueOf(locale)).filter(([id]) => id.startsWith('mail.')))
    expect(files.length).toBeGreaterThan(20)
    expect(files.filter(([, words]) => HEALTH.test(words))).toEqual([])
  })

  test('are on the server only: no screen pays for them', () => {
    const browser = readFileSync(join(projectRoot(), 'src/catalogues/browser.ts'), 'utf8')
    expect(browser).toContain("'!/src/modules/*/render/**'")
  })
})
