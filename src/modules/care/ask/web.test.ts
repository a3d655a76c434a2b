import { randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { attemptKey } from '#modules/identity/factors/attempts.server.ts'
import { VISITOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { type ServerContext, serverContext } from '#platform/server/context.ts'
import { askForHelp } from './ask.commands.server.ts'
import { formIn, newForm } from './form-token.server.ts'
import * as form from './routes/ask-network.tsx'
import * as follow from './routes/follow.tsx'
import { NO_ANSWERS } from './vocabulary.ts'

// With connections of its own, because two that come at the same moment are two.
const NETWORK = `web-${randomUUID()}`
let database: Database
const owner = (text: string) => withClient(inject('ownerUrl'), async (client) => (await client.query(text, [NETWORK])).rows)
beforeAll(async () => {
  database = await openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false, serve: true })
  await owner(`insert into platform.network (id, name, country, is_public) values ($1, '{"fr":"R"}', 'FR', true)`)
  await owner(`insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'o', 'O', 'association', 'FR')`)
  await owner(
    `insert into directory.service (network_id, id, organisation_id, name, care_function) values ($1, 's', 'o', 'S', '2A'), ($1, 't', 'o', 'T', '2B')`,
  )
  await owner(`insert into care.team (network_id, service_id, is_public) values ($1, 's', true), ($1, 't', false)`)
})
afterAll(async () => {
  await owner('update care.team set is_public = false where network_id = $1')
  await owner('update platform.network set is_public = false where id = $1')
  await database.close()
})

const argsFor = (fields: Iterable<readonly [string, string]>, address: string = randomUUID()) => {
  const context = new RouterContextProvider()
  context.set(serverContext, { db: database.db, actor: VISITOR, remoteAddress: address } as ServerContext)
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, value]))
  return {
    context,
    request: new Request('http://localhost/fr/ask', { method: 'POST', body }),
    params: { lang: 'fr', network: NETWORK },
  } as never
}
const good = { step: 'send', go: 'send', who: 'carer', agreement: 'no', what: 'Il a peur.', urgency: 'today', way: 'code' }
const send = (fields: Record<string, string>) => form.action(argsFor(Object.entries(fields)))
const look = (code: string, more: Record<string, string> = {}, address?: string) =>
  follow.action(argsFor(Object.entries({ code, ...more }), address))
const requests = async () => (await owner('select id from care.request where network_id = $1')).length
const codeOf = (data: object) => ('sent' in data ? (data.sent as { code: string }).code : expect.unreachable(JSON.stringify(data)))

describe('a form that comes twice at the same moment', () => {
  test('is one request, with the same code in both answers', async () => {
    const before = await requests()
    const fields = { ...good, form: newForm(NETWORK) }
    const answers = await Promise.all([send(fields), send(fields), send(fields)])
    const codes = answers.map(({ data }) => codeOf(data))
    expect(new Set(codes).size).toBe(1)
    expect(await requests()).toBe(before + 1)
    expect((await look(codes[0] ?? '')).data).toMatchObject({ request: { state: 'sent', service: 'S' } })
  })

  test('and is written while the other is not yet kept, waits for it and is the same', async () => {
    const before = await requests()
    const its = formIn(newForm(NETWORK), NETWORK) ?? expect.unreachable()
    const answers = { ...NO_ANSWERS, ...good }
    const ask = (then: () => Promise<void>) =>
      asActor(database.db, VISITOR, async (scope) => {
        const asked = await askForHelp(scope, VISITOR, its, 'FR', answers, { way: String })
        await then()
        return asked
      })
    let isAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    const first = ask(async () => {
      isAsked()
      await new Promise((resolve) => setTimeout(resolve, 500))
    })
    await asked
    const [one, other] = await Promise.all([first, ask(async () => {})])
    expect(other.service).toBe(one.service)
    expect(await requests()).toBe(before + 1)
  })
})

describe('a form that was written by hand', () => {
  test.each([
    ['with the seal of another network', { form: newForm('another') }, 409],
    ['with no seal', { form: 'x'.repeat(5000) }, 409],
    ['by a team, which asks in another way', { who: 'team' }, 422],
    ['with no word of what happens', { what: '\0 \n' }, 422],
    ['that is far too long', { what: 'é'.repeat(30_000) }, 422],
    ['about somebody of whom it is not said whether they agree', { agreement: 'perhaps' }, 422],
    ['with a way to answer that there is not', { way: 'pigeon' }, 422],
    ['to be called without a number', { way: 'call' }, 422],
  ])('%s sends nothing and gives back what was typed', async (_, more, status) => {
    const before = await requests()
    const fields = { ...good, form: newForm(NETWORK), ...more }
    const { data, init } = await send(fields)
    expect(init?.status).toBe(status)
    expect(data).toMatchObject({ answers: { urgency: 'today' } })
    expect('token' in data && data.token.length).toBeGreaterThan(50)
    expect(await requests()).toBe(before)
  })

  test('cannot choose a team that is not asked publicly: where there is one, it is that one', async () => {
    const { data } = await send({ ...good, team: 't', form: newForm(NETWORK) })
    expect((await look(codeOf(data))).data).toMatchObject({ request: { service: 'S' } })
  })

  test('leads from question to question, forwards only when it is answered, backwards always', async () => {
    const at = async (fields: Record<string, string>) => {
      const { data } = await send(fields)
      return 'step' in data ? [data.step, Object.keys(data.faults)] : []
    }
    expect(await at({ step: 'who', go: 'next' })).toEqual(['who', ['who']])
    expect(await at({ step: 'who', go: 'next', who: 'carer' })).toEqual(['what', []])
    expect(await at({ step: 'urgency', go: 'next', who: 'person', urgency: 'weeks' })).toEqual(['person', []])
    expect(await at({ step: 'urgency', go: 'back', who: 'person' })).toEqual(['what', []])
    expect(await at({ step: '__proto__', go: 'at-__proto__' })).toEqual(['who', []])
    expect(await at({ ...good, what: '' })).toEqual(['what', ['what']])
  })
})

describe('a code', () => {
  test('that is unknown and one that is none get the same answer, and after five of them one waits', async () => {
    const address = `10.9.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`
    const answers = []
    for (const code of ['0000-0000-0000', 'x', '', '9999 9999 9999', 'ABCD']) {
      const { data, init } = await look(code, {}, address)
      answers.push({ ...data, typed: '', status: init?.status })
    }
    expect(answers).toEqual(Array(5).fill({ why: 'wrong', seconds: 0, typed: '', status: 422 }))
    // The first wait is of four seconds, which a busy machine may spend on the way.
    await withClient(inject('ownerUrl'), (client) =>
      client.query("update identity.attempt set last_at = last_at + interval '10 minutes' where key = $1", [
        attemptKey('code', `request ${address}`),
      ]),
    )
    const { data, init } = await look('0000-0000-0000', {}, address)
    expect(init?.status).toBe(429)
    expect(data).toMatchObject({ why: 'wait' })
  })

  test('takes a request back in the second step, not in the first, and not twice', async () => {
    const code = codeOf((await send({ ...good, form: newForm(NETWORK) })).data)
    expect((await look(code, { intent: 'ask' })).data).toMatchObject({ asks: true, request: { state: 'sent' } })
    expect((await look(code, { intent: 'withdraw' })).data).toMatchObject({ isWithdrawn: true, request: { state: 'withdrawn' } })
    expect((await look(code, { intent: 'withdraw' })).data).toMatchObject({ isWithdrawn: false, asks: false })
  })
})
