// Databases with something in every table, for the tests of backup and restore.
import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, inject, vi } from 'vitest'
import { quickFolder } from '#test/quick-folder.ts'
import { withDatabase } from '../database/address.server.ts'
import { withClient } from '../database/client.server.ts'
import { createDatabase } from '../database/databases.server.ts'
import { migrate } from '../database/migrate.server.ts'
import type { Protection } from './protect.server.ts'
import { type RestoreOptions, restoreBackup } from './restore.server.ts'
import { beginSame, digestOf, tablesOf } from './tables.server.ts'
import { type Written, writeBackup } from './write.server.ts'

/** Databases of this test on the server of the run, and a folder; both are gone at the end, with what restores put aside. */
export const useDatabases = () => {
  const prefix = `backup_${randomUUID().slice(0, 8)}`
  const folder = quickFolder('maillage-backups')
  chmodSync(folder, 0o755)
  let template: string | undefined
  let count = 0
  const server = () => inject('ownerUrl')
  const named = async (start: string): Promise<string[]> =>
    withClient(server(), async (client) =>
      (await client.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [start])).rows.map(
        ({ name }) => name,
      ),
    )
  const dropAll = async (start: string) => {
    const names = await named(start)
    await withClient(server(), async (client) => {
      for (const name of names) await client.query(`drop database if exists "${name}" with (force)`)
    })
  }
  beforeAll(async () => {
    const url = await createDatabase(server(), `${prefix}_template`)
    await migrate({ ownerUrl: url })
    template = `${prefix}_template`
  })
  afterEach(() => dropAll(`${prefix}_db`))
  afterAll(async () => {
    await dropAll(prefix)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  const fresh = () => {
    count += 1
    return `${prefix}_db${count}`
  }
  return {
    named: async (url: string) => (await named(nameOf(url))).filter((name) => name !== nameOf(url)),
    /** A migrated database that nobody has used. */
    empty: async () => {
      const url = await createDatabase(server(), fresh(), template)
      // What the application's login may in a database is not copied with it.
      await migrate({ ownerUrl: url })
      return url
    },
    /** The same for the whole file of tests. */
    kept: async () => {
      const url = await createDatabase(server(), `${prefix}_kept`, template)
      await migrate({ ownerUrl: url })
      return url
    },
    copyOf: async (of: string) => {
      const url = await createDatabase(server(), fresh(), nameOf(of))
      await migrate({ ownerUrl: url })
      return url
    },
    /** An address where there is no database yet. */
    absent: () => withDatabase(server(), fresh()),
    file: (name = `${randomUUID()}.maillage`) => join(folder, name),
    folder,
    ask: async <T>(url: string, text: string, values: unknown[] = []): Promise<T[]> =>
      withClient(url, async (client) => (await client.query({ text, values, rowMode: 'array' })).rows.map((row) => row[0])),
  }
}

export const nameOf = (url: string) => new URL(url).pathname.slice(1)

export const NETWORK = '{"fr": "Réseau d’essai", "nl": "Proef\\tnetwerk"}'

/** A network with people, places, records and the words that are hard to carry: quotes, newlines, backslashes, what COPY escapes. */
export const fill = (url: string) =>
  withClient(url, (owner) =>
    owner.query(`
      insert into platform.network (id, name, country) values ('essai', '${NETWORK}', 'FR');
      insert into identity.person (id, name, email, password_hash) values
        ('11111111-1111-4111-8111-111111111111', E'O\\'Néil\\n\\\\.\\n\\t"Zoë"', 'zoe@example.org', 'hash'),
        ('22222222-2222-4222-8222-222222222222', 'NULL', null, null), ('33333333-3333-4333-8333-333333333333', E'\\\\N', null, '');
      insert into identity.role (network_id, person_id, role, valid_to) values ('essai', '11111111-1111-4111-8111-111111111111', 'administrator', 'infinity');
      insert into identity.session (token_hash, person_id, expires_at) values ('\\x00ff0a5c', '11111111-1111-4111-8111-111111111111', now() + interval '1 hour');
      insert into directory.territory (id, kind, name) values ('FR-T2', 'municipality', 'Sainte-Anne'), ('FR-T1', 'country', 'Ici');
      update directory.territory set parent_id = 'FR-T1' where id = 'FR-T2';
      insert into directory.organisation (network_id, id, name, kind, country) values ('essai', 'org-a', E'Été \\\\ & Cie', 'other', 'FR'), ('essai', 'org-b', 'Brug', 'other', 'BE');
      insert into journal.programme (network_id, id, name) values ('essai', 'p1', '{"fr": "Un"}');
      insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on) values
        ('essai', 'whole', 'p1', 'meeting', '{"fr": "Le tout"}', '2025-03-01', '2025-03-31');
      insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on, part_of, recorded_by)
        select 'essai', 'part-' || n, 'p1', 'meeting', jsonb_build_object('fr', 'Partie ' || n), '2025-03-02', '2025-03-02', 'whole', '11111111-1111-4111-8111-111111111111'
        from generate_series(1, 300) n;
      insert into journal.attendance (network_id, activity_id, category, count) select 'essai', 'part-' || n, 'everyone', n from generate_series(1, 300) n;
    `),
  )

/** The form of a database, line by line: references, checks, triggers, rules, rights, indexes, functions, columns. */
export const formOf = (url: string): Promise<string[]> =>
  withClient(url, async (client) => (await client.query<{ x: string }>(FORM)).rows.map(({ x }) => x))
const FORM = `select x from (
          select conrelid::regclass || conname || pg_get_constraintdef(oid) as x from pg_constraint where contype in ('f', 'c', 'p', 'u')
          union all select tgrelid::regclass || tgname || tgenabled::text from pg_trigger where not tgisinternal
          union all select oid::regclass || relrowsecurity::text || relforcerowsecurity || coalesce(relacl::text, '') from pg_class where relkind in ('r', 'p', 'v')
          union all select polrelid::regclass || polname || coalesce(pg_get_expr(polqual, polrelid), '') from pg_policy
          union all select pg_get_indexdef(indexrelid) from pg_index where indrelid::regclass::text !~ '^pg_toast'
          union all select pg_get_functiondef(p.oid) || coalesce(proacl::text, '') from pg_proc p join pg_namespace n on n.oid = pronamespace
            where nspname !~ '^(pg_|information_schema)' and prokind in ('f', 'p')
          union all select attrelid::regclass || attname || atttypid::regtype || attnotnull || attgenerated::text from pg_attribute where attnum > 0 and attrelid::regclass::text !~ '^pg_toast'
        ) all_of_it order by x collate "C"`

export const PLAIN: Protection = { kind: 'plain' }
/** The cost of a passphrase where it is not what a test is about: cli/backup.test.ts sees to the real one. */
export const LIGHT = 10

/** Databases that are filled, backed up and restored. */
export const useBackups = () => {
  // Each restore makes a database and migrates it.
  vi.setConfig({ testTimeout: 120_000 })
  const databases = useDatabases()
  let first: Promise<{ from: string; file: string; written: Written }> | undefined
  // Filled and backed up once for each file of tests: most of them only read it.
  const shared = () => {
    const made = async () => {
      const from = await databases.kept()
      await fill(from)
      const file = databases.file('first.maillage')
      return { from, file, written: await writeBackup({ ownerUrl: from, file, protection: PLAIN }) }
    }
    first ??= made()
    return first
  }
  /** A filled database of one's own, to be written to. */
  const filled = async () => databases.copyOf((await shared()).from)
  return {
    databases,
    filled,
    /** A filled database that is only read, and a backup of it in a file of one's own. */
    backedUp: async (protection: Protection = PLAIN) => {
      const { from, file: plain, written } = await shared()
      const file = databases.file()
      if (protection !== PLAIN) return { from, file, written: await writeBackup({ ownerUrl: from, file, protection }) }
      copyFileSync(plain, file)
      return { from, file, written }
    },
    restore: (ownerUrl: string, file: string, more: Partial<RestoreOptions> = {}) =>
      restoreBackup({ ownerUrl, file, opening: {}, ...more }),
    /** All rows of all tables, without what a restore adds or takes away on purpose. */
    contentOf: (url: string) =>
      withClient(url, async (owner) => {
        await beginSame(owner, 'isolation level repeatable read')
        const digests: Record<string, unknown> = {}
        for (const table of await tablesOf(owner))
          if (!/session|installation_audit/.test(table.table)) digests[table.table] = await digestOf(owner, table)
        return digests
      }),
    networks: (url: string) => databases.ask<string>(url, 'select id from platform.network order by 1'),
  }
}
