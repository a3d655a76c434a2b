import { randomBytes, randomUUID } from 'node:crypto'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OPERATOR } from '../src/platform/actor.ts'
import { withClient } from '../src/platform/database/client.server.ts'
import { type Database, openDatabase } from '../src/platform/database/connect.server.ts'
import { asActor } from '../src/platform/db.server.ts'
import { masters, open, rotate, seal } from '../src/platform/keys/index.server.ts'
import { wrap } from '../src/platform/keys/person-keys.server.ts'
import { type Bench, command, median, type Result, spread, temporaryFolder, timesOf } from './bench.ts'

const ROWS = 1_000_000
const RUNS = 2
const KEYS = 100_000
const TEXTS = 2000

const ENTRIES = 475_000
const TRAIL = ROWS - 2 * ENTRIES

const FILL = [
  `insert into platform.network (id, name, country) values ('bench', '{"fr": "Banc d’essai"}', 'FR')`,
  `insert into journal.programme (network_id, id, name) values ('bench', 'p1', '{"fr": "Programme"}')`,
  `insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on, place)
     select 'bench', 'a' || n, 'p1', 'meeting', jsonb_build_object('fr', 'Rencontre ' || md5(n::text)), d, d, 'Lieu ' || n % 997
       from generate_series(1, ${ENTRIES}) n, lateral (select date '2015-01-01' + n % 3650 as d) x`,
  `insert into journal.attendance (network_id, activity_id, category, count) select 'bench', 'a' || n, 'everyone', n % 40 from generate_series(1, ${ENTRIES}) n`,
  `select platform.append_audit('bench', '00000000-0000-4000-8000-000000000001', 'write', 'journal.recordActivity', 'a' || n, null, null, 'success')
     from generate_series(1, ${TRAIL}) n`,
  'vacuum analyze',
]

/** A backup and a restore by the whole command, the process included; then what keys cost. */
export const backup: Bench = {
  name: 'backup',
  title: 'Backup, restore and keys: a database of a million rows',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const data = join(folder, 'data')
    process.env.MAILLAGE_DATA = data
    const database = await openDatabase()
    try {
      say('filling')
      const size = await withClient(database.ownerUrl, async (owner) => {
        for (const statement of FILL) await owner.query(statement)
        return Number((await owner.query('select pg_database_size(current_database()) as size')).rows[0]?.size)
      })
      return [
        { what: 'size of the database with its indexes', figure: `${(size / 1e6).toFixed(0)} MB` },
        ...(await copied(folder, data, say)),
        ...(await keys(database, say)),
      ]
    } finally {
      await database.close()
      await remove()
    }
  },
}

const speed = (milliseconds: readonly number[]) => {
  const seconds = milliseconds.map((time) => time / 1000)
  return `${spread(seconds, 's')}, ${Math.round(ROWS / median(seconds) / 1000)} thousand rows/s`
}

const copied = async (folder: string, data: string, say: (line: string) => void): Promise<Result[]> => {
  const [file, passphrase] = [join(folder, 'bench.maillage'), join(folder, 'passphrase')]
  writeFileSync(passphrase, randomBytes(16).toString('hex'))
  const closed = ['--passphrase-file', passphrase]
  say('backup')
  const written = await timesOf(RUNS, async () => {
    rmSync(file, { force: true })
    await command(data, 'backup', file, ...closed)
  })
  say('restore')
  const read = await timesOf(RUNS, () => command(data, 'restore', file, '--verify', ...closed))
  return [
    {
      what: 'backup closed with a passphrase, whole command',
      figure: `${speed(written)}, file of ${(statSync(file).size / 1e6).toFixed(0)} MB`,
    },
    { what: 'restore, whole command: form, rows, references, comparison of every table, trail', figure: speed(read) },
  ]
}

const keys = async ({ db, ownerUrl }: Database, say: (line: string) => void): Promise<Result[]> => {
  say('keys')
  const text = randomBytes(1000).toString('hex')
  const person = randomUUID()
  const place = (row: number) => ({ network: 'bench', table: 'care.note', column: 'text', row: String(row), version: 1 })
  const sealed: Buffer[] = []
  const [sealing = 0] = await timesOf(1, () =>
    asActor(db, OPERATOR, async (scope) => {
      sealed.length = 0
      for (let row = 0; row < TEXTS; row += 1) sealed.push(await seal(scope, person, place(row), text))
    }),
  )
  const [opening = 0] = await timesOf(1, () =>
    asActor(db, OPERATOR, async (scope) => {
      for (const [row, each] of sealed.entries()) await open(scope, person, place(row), each)
    }),
  )
  const { current } = masters()
  await withClient(ownerUrl, async (owner) => {
    const made = Array.from({ length: KEYS }, () => ({ id: randomUUID(), personId: randomUUID() }))
    const wrapped = made.map(({ id, personId }) => wrap(current, { id, key: randomBytes(32) }, { network: 'bench', personId }))
    await owner.query(
      "insert into platform.data_key (network_id, person_id, id, kek_id, wrapped) select 'bench', p, i, $4, w from unnest($1::uuid[], $2::uuid[], $3::bytea[]) x (p, i, w)",
      [made.map(({ personId }) => personId), made.map(({ id }) => id), wrapped, current.id],
    )
  })
  const [rotating = 1] = await timesOf(1, () => rotate(ownerUrl))
  return [
    { what: 'texts of 2 kB sealed, one after the other, through the database', figure: `${Math.round(TEXTS / (sealing / 1000))} a second` },
    { what: 'the same opened', figure: `${Math.round(TEXTS / (opening / 1000))} a second` },
    { what: `rotation of the master key over ${KEYS.toLocaleString('en')} data keys`, figure: `${(rotating / 1000).toFixed(1)} s` },
  ]
}
