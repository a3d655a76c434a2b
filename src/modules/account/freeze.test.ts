import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { OPERATOR } from '#platform/actor.ts'
import { createDatabase, type Database, dropDatabase, openDatabase } from '#platform/database/connect.server.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { freezeAccount } from './commands.server.ts'
import type { AccountData } from './data.server.ts'

// A database of its own: transactions at the same time can only be seen when they commit.
const name = `maillage_freeze_${process.pid}`
let database: Database
beforeAll(async () => {
  database = await openDatabase({ env: { DATABASE_URL: await createDatabase(inject('ownerUrl'), name) } })
})
afterAll(async () => {
  await database.close()
  await dropDatabase(inject('ownerUrl'), name)
})

const year = 2025
const does = <T>(work: (scope: Scope) => Promise<T>) => asActor(database.db, OPERATOR, work)
const freeze = (network: string) =>
  asActor(database.db, OPERATOR, (scope) => freezeAccount(scope, OPERATOR, { network, year, isPublic: true }), { oneState: true })
const editions = (network: string) =>
  does((scope) =>
    scope.selectFrom('account.snapshot').select(['edition', 'content']).where('network_id', '=', network).orderBy('edition').execute(),
  )

/** A network whose published figure and whose programme say the same number, always changed together. */
const twoThatAgree = async () => {
  const network = `n-${randomUUID()}`
  await does(async (scope) => {
    await sql`insert into platform.network (id, name, country) values (${network}, '{"fr": "Réseau"}', 'FR')`.execute(scope)
    await sql`insert into journal.source (network_id, id, title) values (${network}, 'report', 'Report')`.execute(scope)
    await sql`insert into journal.programme (network_id, id, name) values (${network}, 'visits', '{"fr": "0"}')`.execute(scope)
    await sql`insert into account.statement (network_id, id, indicator, value, period_kind, period_from, period_to, source_id, locator)
      values (${network}, 'one', 'clsm.active', 0, 'year', '2025-01-01', '2025-12-31', 'report', 'p. 1')`.execute(scope)
  })
  const change = (to: number) =>
    does(async (scope) => {
      await sql`update account.statement set value = ${to} where network_id = ${network}`.execute(scope)
      await sql`update journal.programme set name = ${JSON.stringify({ fr: String(to) })}::jsonb where network_id = ${network}`.execute(
        scope,
      )
    })
  return { network, change }
}

describe('account: freezing at the same time as others', () => {
  test('two who freeze at once get the same edition when nothing changed between them', async () => {
    // Several times: whether they meet is up to the moment.
    for (let round = 0; round < 6; round += 1) {
      const { network } = await twoThatAgree()
      const all = await Promise.all([freeze(network), freeze(network), freeze(network)])
      expect(all.map(({ edition }) => edition)).toEqual([1, 1, 1])
      expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect(await editions(network)).toHaveLength(1)
    }
  })

  test('what is frozen was all true at one moment, while somebody changes it again and again', async () => {
    const { network, change } = await twoThatAgree()
    let isDone = false
    const writer = (async () => {
      for (let to = 1; !isDone; to += 1) await change(to)
    })()
    for (let i = 0; i < 12; i += 1) await freeze(network)
    isDone = true
    await writer
    const frozen = (await editions(network)).map(({ content }) => content as AccountData)
    expect(frozen.length).toBeGreaterThan(3)
    for (const { statements, programmes } of frozen)
      expect(statements.filter(({ id }) => id === 'one').map(({ quantity }) => String(quantity.value))).toEqual(
        programmes.map((programme) => programme.name.fr),
      )
  })
})
