import { Kysely, PostgresDialect } from 'kysely'
import { RouterContextProvider } from 'react-router'
import { afterAll, describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { openPool } from '#platform/database/pool.server.ts'
import type { Db, Tables } from '#platform/db.server.ts'
import { type ServerContext, serverContext } from '#platform/server/context.ts'
import { newForm } from './form-token.server.ts'
import * as ask from './routes/ask.tsx'
import * as form from './routes/ask-network.tsx'
import * as follow from './routes/follow.tsx'

// A database that is gone: nobody listens there.
const pool = openPool({ address: 'postgres://nobody@127.0.0.1:1/none', size: 1, statementTimeout: 1000, onLost: () => undefined })
const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
afterAll(() => db.destroy())

const argsFor = (path: string, fields?: Record<string, string>) => {
  const context = new RouterContextProvider()
  context.set(serverContext, { db, actor: VISITOR, remoteAddress: '203.0.113.9' } as ServerContext)
  const request = new Request(`http://localhost${path}`, fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) })
  return { context, request, params: { lang: 'fr', network: 'night' } } as never
}
const answers = { step: 'send', go: 'send', who: 'person', what: 'Je ne dors plus.', urgency: 'today', way: 'code' }

describe('while the database cannot be reached', () => {
  test('what was typed comes back on the same page, with the same form, to be sent again', async () => {
    const token = newForm('night')
    const { data, init } = await form.action(argsFor('/fr/ask/night', { ...answers, form: token }))
    expect(init?.status).toBe(503)
    expect(data).toMatchObject({ trouble: 'lost', step: 'send', token, answers: { who: 'person', what: 'Je ne dors plus.', way: 'code' } })
  })

  test('the pages are there all the same, with the numbers to call', async () => {
    const page = await form.loader(argsFor('/fr/ask/night'))
    expect([page.init?.status, page.data.place]).toEqual([503, null])
    const first = await ask.loader(argsFor('/fr/ask'))
    expect([first.init?.status, first.data.isLost]).toEqual([503, true])
  })

  test('a code is not called wrong', async () => {
    const { data, init } = await follow.action(argsFor('/fr/ask/follow', { code: '7K4M-92QX-A3F2' }))
    expect([init?.status, data]).toEqual([503, { why: 'lost', seconds: 0, typed: '7K4M-92QX-A3F2' }])
  })
})
