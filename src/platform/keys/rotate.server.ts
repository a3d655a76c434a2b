import type pg from 'pg'
import { withClient } from '../database/client.server.ts'
import type { Say } from '../database/ground.server.ts'
import type { Env } from '../settings/index.server.ts'
import { advanceMaster, type Master, masterOf, masters, removeMaster } from './master.server.ts'
import { unwrap, wrap } from './person-keys.server.ts'

export type KeyCount = { id: string; made: string | null; keys: number; is: 'current' | 'next' | 'former' | 'missing' }
export type Rotated = { to: string; wrapped: number; isResumed: boolean }

type Row = { network_id: string | null; person_id: string; id: string; kek_id: string; wrapped: Buffer }
const BATCH = 500

/** How many data keys each master key wraps: those of the file, and those that the database needs and the file has not. */
export const keyCounts = (ownerUrl: string, env: Env = process.env): Promise<KeyCount[]> =>
  withClient(ownerUrl, async (owner) => {
    const counts = await countsIn(owner)
    const { all, current } = masters(env)
    const here = all.map(
      ({ id, made, isNext }): KeyCount => ({
        id,
        made,
        keys: counts.get(id) ?? 0,
        is: isNext ? 'next' : id === current.id ? 'current' : 'former',
      }),
    )
    const missing = [...counts].filter(([id]) => !all.some((master) => master.id === id))
    return [...here, ...missing.map(([id, keys]): KeyCount => ({ id, made: null, keys, is: 'missing' }))]
  })

const countsIn = async (owner: pg.Client): Promise<Map<string, number>> => {
  const { rows } = await owner.query<{ kek_id: string; n: string }>(
    'select kek_id, count(*) as n from platform.data_key where kek_id is not null group by kek_id order by kek_id',
  )
  return new Map(rows.map(({ kek_id, n }) => [kek_id, Number(n)]))
}

/**
 * Refuses to serve a database whose data keys cannot be opened here: what people write would go under other keys than what they read.
 * @throws one line that names the master key and what to do
 */
export const assertMasters = async (ownerUrl: string, env: Env = process.env): Promise<void> => {
  const missing = (await keyCounts(ownerUrl, env)).find(({ is }) => is === 'missing')
  if (missing === undefined) return
  throw new Error(
    `${missing.keys} data keys of this database open with the master key ${missing.id}, which is not in ${masters(env).file}: add its line from the copy that was kept (docs/backup.md)`,
  )
}

/**
 * Wraps all data keys with a new master key, some hundred at a time, while others read and write; what the data keys closed is not
 * touched. Cut off at any moment, it has lost nothing, and goes on where it was when it is called again: a new master key is made
 * only when the last rotation is complete.
 */
export const rotate = (
  ownerUrl: string,
  { env = process.env, progress = () => undefined, batch = BATCH }: RotateOptions = {},
): Promise<Rotated> =>
  withClient(ownerUrl, async (owner) => {
    const { all, current } = masters(env)
    const isResumed = all.every(({ isNext }) => !isNext) && [...(await countsIn(owner)).keys()].some((id) => id !== current.id)
    const to = isResumed ? current : advanceMaster(env)
    let wrapped = 0
    for (;;) {
      const some = await rewrap(owner, to, batch, env)
      wrapped += some
      if (some === 0) return { to: to.id, wrapped, isResumed }
      progress(`${wrapped} data keys wrapped anew`)
    }
  })
export type RotateOptions = { env?: Env; progress?: Say; batch?: number }

// One statement writes a batch: a key that is erased meanwhile is not there to be written.
const rewrap = async (owner: pg.Client, to: Master, batch: number, env: Env): Promise<number> => {
  const { rows } = await owner.query<Row>(
    'select network_id, person_id, id, kek_id, wrapped from platform.data_key where kek_id <> $1 order by id limit $2',
    [to.id, batch],
  )
  const anew = rows.map((row) => {
    const whose = { network: row.network_id, personId: row.person_id }
    return wrap(to, { id: row.id, key: unwrap(masterOf(row.kek_id, env), row, whose) }, whose)
  })
  await owner.query(
    'update platform.data_key k set kek_id = $1, wrapped = n.wrapped from unnest($2::uuid[], $3::bytea[]) n (id, wrapped) where k.id = n.id',
    [to.id, rows.map(({ id }) => id), anew],
  )
  return rows.length
}

/**
 * Takes a former master key out of the file for good: copies of data keys from before the rotation, wherever they lie, open no more.
 * @throws while the database still needs it
 */
export const retire = async (ownerUrl: string, id: string, env: Env = process.env): Promise<void> => {
  const count = (await keyCounts(ownerUrl, env)).find((each) => each.id === id)
  if (count !== undefined && count.keys > 0 && count.is !== 'current')
    throw new Error(`${count.keys} data keys still need ${id}: rotate first (npx maillage keys rotate)`)
  removeMaster(id, env)
}
