import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { afterEach, describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { until, useOwnDatabase } from '#platform/jobs/own-database.test-support.ts'
import { openLive } from '#platform/live/index.server.ts'
import type { createLines } from '#platform/live/lines.server.ts'
import { type ServerContext, serverContext } from '#platform/server/context.ts'
import { loader } from '../routes/live.ts'
import { moveVisit } from '../visits/visits.commands.server.ts'

// What is told is told at the commit, by one connection to another: so a database of its own, and two server processes on it.
const { here, owner, as, network: aNetwork, person: aPerson } = useOwnDatabase()
const open: { stop(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})
const aServer = () => {
  const live = openLive(here().directUrl)
  open.push(live)
  return live
}

const aTeam = async () => {
  const network = await aNetwork()
  await owner(
    `insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'house', 'Maison', 'association', 'FR')`,
    [network],
  )
  await owner(
    `insert into directory.service (network_id, id, organisation_id, name, care_function) values ($1, 'team', 'house', 'Équipe', '2A')`,
    [network],
  )
  await owner(`insert into care.team (network_id, service_id) values ($1, 'team')`, [network])
  const [{ id: file } = { id: '' }] = await owner<{ id: string }>(
    `insert into care.person (network_id, given_name, family_name) values ($1, 'Zoé', 'Inventée') returning id`,
    [network],
  )
  await owner(`insert into care.episode (network_id, person_id, service_id, care_function) values ($1, $2, 'team', '2A')`, [network, file])
  const worker = async () => {
    const actor = await aPerson({ network, role: 'worker' })
    await owner(
      `insert into care.worker (network_id, service_id, person_id, profession, valid_from) values ($1, 'team', $2, 'nurse', '2020-01-01')`,
      [network, actor.personId],
    )
    return actor
  }
  const sam = await worker()
  const visit = randomUUID()
  await owner(
    `insert into boards.visit (network_id, service_id, id, person_id, starts_at, ends_at, first_id, made_by)
     values ($1, 'team', $2, $3, now(), now() + interval '1 hour', $4, $4)`,
    [network, visit, file, sam.personId],
  )
  return { network, file, sam, paz: await worker(), visit }
}
const signIn = async ({ personId }: Actor) => {
  const hash = createHash('sha256').update(randomBytes(32)).digest()
  await owner(
    `insert into identity.session (token_hash, person_id, step, is_strong, expires_at) values ($1, $2, 'open', true, now() + interval '1 hour')`,
    [hash, personId],
  )
  return hash
}
type Server = ReturnType<typeof createLines>
const ask = (actor: Actor, session: Buffer | null, network: string, live: Server | undefined, accept = 'text/event-stream') => {
  const context = new RouterContextProvider()
  context.set(serverContext, { db: here().db, actor, sessionHash: session, live } as ServerContext)
  const request = new Request(`http://here/fr/boards/${network}/team/live`, { headers: { accept } })
  return loader({ request, context, params: { lang: 'fr', network, id: 'team' } } as never)
}
/** Somebody's line, and all that was said on it. */
const watch = async (actor: Actor, session: Buffer, network: string, live: Server) => {
  const response = await ask(actor, session, network, live)
  const said = { text: '', isOver: false }
  const reader = response.body?.getReader()
  const listen = async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) break
      said.text += new TextDecoder().decode(value)
    }
    said.isOver = true
  }
  void listen()
  await until(async () => said.text.includes('event: whole'))
  return { said, response, leave: () => reader?.cancel() }
}

describe('the live board', () => {
  test('shows what a colleague does at once, whichever server each of them is at', async () => {
    const { network, sam, paz, visit } = await aTeam()
    const servers = [aServer(), aServer()] as const
    const [one, other] = [
      await watch(paz, await signIn(paz), network, servers[0]),
      await watch(paz, await signIn(paz), network, servers[1]),
    ]
    expect(one.response.headers.get('content-type')).toContain('text/event-stream')
    expect(one.said.text).toContain('"state":"planned"')
    expect(one.said.text).toContain('Zoé Inventée')
    await until(async () => servers.every(({ isUp }) => isUp()))
    await as(sam, (scope) => moveVisit(scope, network, visit, 'leave'))
    for (const { said } of [one, other]) await until(async () => said.text.includes('"state":"on_the_way"'))
    for (const { leave } of [one, other]) await leave()
    expect(servers.map((server) => server.count())).toEqual([0, 0])
  })

  test('is right again after the line to the database was lost', async () => {
    const { network, sam, paz, visit } = await aTeam()
    const server = aServer()
    await until(async () => server.isUp())
    const { said } = await watch(paz, await signIn(paz), network, server)
    await owner(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maillage live' and datname = current_database()`,
    )
    await as(sam, (scope) => moveVisit(scope, network, visit, 'leave'))
    await until(async () => said.text.includes('"state":"on_the_way"'))
  })

  test('a note of the database says which team, and nothing about anybody', async () => {
    const { network, sam, file, visit } = await aTeam()
    const notes: string[] = []
    await withClient(here().appUrl, async (client) => {
      client.on('notification', ({ payload }) => notes.push(payload ?? ''))
      await client.query('listen maillage_live')
      await as(sam, (scope) => moveVisit(scope, network, visit, 'leave'))
      await owner(`update care.episode set referent_id = $1 where network_id = $2`, [sam.personId, network])
      await owner(
        `insert into care.request (network_id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, sent_at)
         values ($1, $2, $2, 'team', 'carer', 'form', 'today', 'agitation', 'yes', 'sent', now())`,
        [network, file],
      )
      await until(async () => notes.length >= 3)
    })
    expect([...new Set(notes)]).toEqual([`boards ${network}/team`])
  })

  test.each([
    ['the session is ended', (who: Actor) => owner('delete from identity.session where person_id = $1', [who.personId])],
    [
      'their work in the team ends',
      (who: Actor) => owner('update care.worker set valid_to = current_date - 1 where person_id = $1', [who.personId]),
    ],
    [
      'their role in the network ends',
      (who: Actor) => owner('update identity.role set valid_to = current_date - 1 where person_id = $1', [who.personId]),
    ],
  ])('nothing more is said, and the line ends, when %s', async (_, end) => {
    const { network, sam, paz, visit } = await aTeam()
    const server = aServer()
    await until(async () => server.isUp())
    const { said } = await watch(paz, await signIn(paz), network, server)
    const stays = await watch(sam, await signIn(sam), network, server)
    await end(paz)
    await as(sam, (scope) => moveVisit(scope, network, visit, 'leave'))
    await until(async () => stays.said.text.includes('"state":"on_the_way"'))
    await until(async () => said.isOver)
    expect(said.text).toContain('event: over')
    expect(said.text).not.toContain('on_the_way')
  })

  test('is nobody’s who does not work in the team, and says so in the same way as for a team that is none', async () => {
    const { network, paz } = await aTeam()
    const other = await aTeam()
    const server = aServer()
    const reader = await aPerson({ network, role: 'coordinator' })
    for (const [who, session] of [
      [VISITOR, null],
      [reader, await signIn(reader)],
      [other.sam, await signIn(other.sam)],
    ] as const)
      await expect(ask(who, session, network, server)).rejects.toMatchObject({ init: { status: who === VISITOR ? 401 : 404 } })
    expect(server.count()).toBe(0)
    const probe = await ask(paz, await signIn(paz), network, server, 'text/plain')
    expect([probe.status, await probe.text()]).toEqual([204, ''])
    await expect(ask(paz, await signIn(paz), network, undefined)).rejects.toMatchObject({ init: { status: 503 } })
  })

  test('its opening is noted in the trail', async () => {
    const { network, paz } = await aTeam()
    const { leave } = await watch(paz, await signIn(paz), network, aServer())
    await leave()
    const noted = await owner<{ n: string }>(
      `select count(*) as n from platform.audit where network_id = $1 and action = 'boards.watch' and person_id = $2`,
      [network, paz.personId],
    )
    expect(Number(noted[0]?.n)).toBe(1)
  })
})
