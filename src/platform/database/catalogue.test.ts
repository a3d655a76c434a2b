import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLogin } from './address.server.ts'
import { APP_ROLE, appLogin } from './app-role.server.ts'
import { rulesFor } from './catalogue-rules.test-support.ts'
import { codeOf, withClient } from './client.server.ts'
import { testServer } from './database.test-support.ts'
import { createDatabase, dropDatabase } from './databases.server.ts'
import { migrate } from './migrate.server.ts'

const NAME = `maillage_test_catalogue_${process.pid}`
let server: Awaited<ReturnType<typeof testServer>>
let ownerUrl: string

beforeAll(async () => {
  server = await testServer()
  ownerUrl = await createDatabase(server.ownerUrl, NAME)
  await migrate({ ownerUrl })
})
afterAll(async () => {
  await dropDatabase(server.ownerUrl, NAME)
  await server.stop()
})

const offendersOf = (sql: string, offence = '') =>
  withClient(ownerUrl, async (client) => {
    await client.query('begin')
    if (offence !== '') await client.query(offence)
    return (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name)
  })

describe('in the database that the migrations make', () => {
  it.each(rulesFor(APP_ROLE))('$title', async ({ offenders, offence }) => {
    expect(await offendersOf(offenders)).toEqual([])
    const seen = await offendersOf(offenders, offence).catch((error: unknown) => {
      // On a server whose owner is no superuser he cannot break the rule himself.
      if (codeOf(error) === '42501') return ['refused']
      throw error
    })
    expect(seen, 'the rule does not see its own offence').not.toEqual([])
  })

  // A policy that cannot use an index, or asks a function for each row, takes seconds on a million rows (docs/decisions).
  it('a reader’s policy leads to the rows of his networks by an index', async () => {
    const tables = await offendersOf(`select distinct p.polrelid::regclass::text as name from pg_policy p
      join pg_attribute a on a.attrelid = p.polrelid and a.attname = 'network_id'
      where p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) ~ 'networks' and has_table_privilege('${APP_ROLE}', p.polrelid, 'select')`)
    expect(tables.length).toBeGreaterThan(10)
    const slow = await withClient(withLogin(ownerUrl, appLogin(ownerUrl)), async (client) => {
      await client.query('set enable_seqscan = off')
      const found: string[] = []
      for (const table of tables) {
        const plan = (await client.query<{ 'QUERY PLAN': string }>(`explain select * from ${table}`)).rows
          .map((row) => row['QUERY PLAN'])
          .join('\n')
        // To the rows of their networks, or to fewer still: their own, where the policy asks for both.
        if (!/Index Cond: \(+(network_id\)?(::text)? = ANY|\w+ = \(*NULLIF\(current_setting\('app\.person')/.test(plan))
          found.push(`${table}\n${plan}`)
      }
      return found
    })
    expect(slow).toEqual([])
  })
})
