import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { withClient } from '../database/client.server.ts'
import { temporaryFolder } from '../database/database.test-support.ts'
import { createDatabase, dropDatabase } from '../database/databases.server.ts'
import { migrate } from '../database/migrate.server.ts'
import { makeMasterFile, masterOf, masters, prepareMaster } from './master.server.ts'
import { unwrap, wrap } from './person-keys.server.ts'
import { assertMasters, keyCounts, retire, rotate } from './rotate.server.ts'

const place = temporaryFolder()
const name = `keys_${randomUUID().slice(0, 8)}`
let url = ''
let env = {}
const keys = new Map<string, Buffer>()

beforeAll(async () => {
  url = await createDatabase(inject('ownerUrl'), name)
  await migrate({ ownerUrl: url })
  await owner("insert into platform.network (id, name, country) values ('essai', '{}'::jsonb || '{\"fr\": \"Essai\"}', 'FR')")
})
afterAll(async () => {
  await dropDatabase(inject('ownerUrl'), name)
  place.remove()
})
const owner = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(url, async (client) => (await client.query(text, values)).rows as T[])

type Row = { id: string; network_id: string | null; person_id: string; kek_id: string; wrapped: Buffer }
const added = async (count: number) => {
  const { current } = masters(env)
  const made = Array.from({ length: count }, (_, at) => {
    const [id, key, whose] = [randomUUID(), randomBytes(32), { network: at % 2 === 0 ? 'essai' : null, personId: randomUUID() }]
    keys.set(id, key)
    return { id, whose, wrapped: wrap(current, { id, key }, whose) }
  })
  await owner(
    'insert into platform.data_key (network_id, person_id, id, kek_id, wrapped) select n, p, i, $5, w from unnest($1::text[], $2::uuid[], $3::uuid[], $4::bytea[]) x (n, p, i, w)',
    [
      made.map(({ whose }) => whose.network),
      made.map(({ whose }) => whose.personId),
      made.map(({ id }) => id),
      made.map(({ wrapped }) => wrapped),
      current.id,
    ],
  )
}
/** Every key comes out as the one that was put in, whichever master key wraps it by now. */
const allOpen = async () => {
  const rows = await owner<Row>('select * from platform.data_key')
  expect(rows).toHaveLength(keys.size)
  for (const row of rows)
    expect(unwrap(masterOf(row.kek_id, env), row, { network: row.network_id, personId: row.person_id })).toEqual(keys.get(row.id))
}
const wrappedBy = async () => Object.fromEntries((await keyCounts(url, env)).map(({ is, keys: n }) => [is, n]))

beforeEach(async () => {
  const file = join(place.folder, randomUUID())
  makeMasterFile(file)
  env = { MAILLAGE_KEY_FILE: file }
  keys.clear()
  await owner('delete from platform.data_key')
})

describe('a rotation', () => {
  test('wraps every key anew, and nothing that the keys closed is touched', async () => {
    await added(25)
    const former = masters(env).current.id
    expect(await rotate(url, { env, batch: 10 })).toEqual({ to: masters(env).current.id, wrapped: 25, isResumed: false })
    expect(masters(env).current.id).not.toBe(former)
    expect(await wrappedBy()).toEqual({ former: 0, current: 25 })
    await allOpen()
  })

  test('uses the master key that was prepared, when every server has it', async () => {
    await added(3)
    const prepared = prepareMaster(env)
    expect(await wrappedBy()).toEqual({ current: 3, next: 0 })
    expect((await rotate(url, { env })).to).toBe(prepared.id)
    expect(await wrappedBy()).toEqual({ former: 0, current: 3 })
  })

  test('that is killed in the middle has lost nothing, and goes on where it was with the same master key', async () => {
    await added(400)
    const program = spawn(process.execPath, [join(import.meta.dirname, 'rotate.test-support.ts'), url, masters(env).file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const killed = new Promise((resolve) => program.once('exit', (_, signal) => resolve(signal)))
    program.stdout.on('data', () => program.kill('SIGKILL'))
    expect(await killed).toBe('SIGKILL')
    const { former = 0, current = 0 } = await wrappedBy()
    expect(former).toBeGreaterThan(0)
    expect(current).toBeGreaterThan(0)
    await allOpen()
    const second = masters(env).current.id
    expect(await rotate(url, { env })).toEqual({ to: second, wrapped: former, isResumed: true })
    expect(await wrappedBy()).toEqual({ former: 0, current: 400 })
    await allOpen()
  })

  test('goes on while others make keys and erase them', async () => {
    await added(200)
    let isDone = false
    const busy = (async () => {
      while (!isDone) {
        await added(1)
        const [row] = await owner<{ id: string }>(
          'delete from platform.data_key where id = (select id from platform.data_key order by id desc limit 1) returning id',
        )
        keys.delete(row?.id ?? '')
      }
    })()
    await rotate(url, { env, batch: 5 })
    isDone = true
    await busy
    await allOpen()
    expect((await wrappedBy()).former).toBe(0)
  })

  test('stops at a key that was changed, and names it', async () => {
    await added(3)
    await owner(
      `update platform.data_key set wrapped = '\\x${'00'.repeat(60)}' where id = (select min(id::text)::uuid from platform.data_key)`,
    )
    await expect(rotate(url, { env })).rejects.toThrow(/the data key [0-9a-f-]{36} was changed/)
  })
})

describe('a former master key', () => {
  test('is not taken out of the file while it is needed, and then for good', async () => {
    await added(2)
    const former = masters(env).current.id
    const copies = await owner<Row>('select * from platform.data_key')
    await expect(retire(url, former, env)).rejects.toThrow(/in use/)
    prepareMaster(env)
    await rotate(url, { env })
    await owner('update platform.data_key set kek_id = $1 where id = $2', [former, copies[0]?.id])
    await expect(retire(url, former, env)).rejects.toThrow(`1 data keys still need ${former}`)
    await owner('update platform.data_key set kek_id = $1', [masters(env).current.id])
    await retire(url, former, env)
    // A copy of the wrapped keys from before, such as an old file of keys, opens no more.
    for (const { kek_id } of copies) expect(() => masterOf(kek_id, env)).toThrow(/is not in/)
    await allOpen()
  })
})

test('a server whose file lacks a master key of this database does not start', async () => {
  await added(2)
  await expect(assertMasters(url, env)).resolves.toBeUndefined()
  const { id } = masters(env).current
  const other = join(place.folder, randomUUID())
  makeMasterFile(other)
  const elsewhere = { MAILLAGE_KEY_FILE: other }
  await expect(assertMasters(url, elsewhere)).rejects.toThrow(
    `2 data keys of this database open with the master key ${id}, which is not in ${other}`,
  )
  expect((await keyCounts(url, elsewhere)).map(({ is, keys: n }) => [is, n])).toEqual([
    ['current', 0],
    ['missing', 2],
  ])
})
