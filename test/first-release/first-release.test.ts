import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { verifyChain } from '#modules/audit/verify.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { formOf } from '#platform/backup/backup.test-support.ts'
import { type Restored, restoreBackup } from '#platform/backup/index.server.ts'
import { withDatabase } from '#platform/database/address.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { dropDatabase } from '#platform/database/databases.server.ts'
import { migrationFiles } from '#platform/database/migration-files.server.ts'
import { asActor } from '#platform/db.server.ts'

// Made by make.ts beside it while the first schema could still change. From its release on it never changes: whoever has such a
// backup can restore it with this version.
const FILE = join(import.meta.dirname, 'backup.maillage')
const name = `first_${randomUUID().slice(0, 8)}`
const url = withDatabase(inject('ownerUrl'), name)
let restored: Restored

beforeAll(async () => {
  restored = await restoreBackup({ ownerUrl: url, file: FILE, opening: {} })
})
afterAll(() => dropDatabase(inject('ownerUrl'), name))

const ask = <T>(text: string): Promise<T[]> =>
  withClient(url, async (owner) => (await owner.query({ text, rowMode: 'array' })).rows.map((row) => row[0]))

describe('a backup made by the first released schema', () => {
  test('is restored, and brought to the form of this version by every migration since', () => {
    expect(restored.migrated).toEqual(migrationFiles().flatMap(({ id }) => (id < '0008' ? [] : [id])))
    expect(restored.rows).toBeGreaterThan(70)
  })

  test('ends in the same form as a database that is made today', async () => {
    expect(await formOf(url)).toEqual(await formOf(inject('ownerUrl')))
  })

  test('has lost nothing of what people wrote', async () => {
    expect(await ask('select name from identity.person where email is not null order by name')).toEqual(['Sam De Wit', 'Zoë Lemaire'])
    expect(await ask("select role || ' ' || coalesce(valid_to::text, '-') from identity.role order by network_id, role")).toEqual([
      'reader infinity',
      'administrator -',
      'coordinator 2025-12-31',
    ])
    expect(await ask('select name from directory.organisation order by id')).toEqual(['Été \\ & Cie', 'De Brug'])
    expect(await ask('select sum(count)::int from journal.attendance')).toEqual([210])
    expect(await ask('select value::int from account.statement')).toEqual([12])
    expect(await ask('select hash from account.snapshot')).toEqual(['0'.repeat(64)])
  })

  test('lets nobody stay signed in, and keeps its trail whole', async () => {
    expect(await ask('select count(*)::int from identity.session')).toEqual([0])
    const { db, close } = await openDatabase({ env: { DATABASE_URL: url }, migrate: false })
    const verdict = await asActor(db, OPERATOR, (scope) => verifyChain(scope, 'essai', [])).finally(close)
    expect(verdict).toMatchObject({ rows: 2, faults: 0 })
  })
})
