import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db.server.ts'
import { placeIn } from '../server/client.server.ts'
import { type Env, type Limit, setting } from '../settings/index.server.ts'
import type { Act } from './classes.ts'

/** For each act how often an account and an address may do it. */
export type Limits = Readonly<Record<Act, { account: Limit; address: Limit }>>

/** The limits as the settings say. Guessing at one account is slowed down by identity itself. */
export const limitsIn = (env: Env = process.env): Limits => ({
  'sign-in': { account: 'off', address: setting('MAILLAGE_LIMIT_SIGN_IN_BY_ADDRESS', env) },
  write: { account: setting('MAILLAGE_LIMIT_WRITES_BY_ACCOUNT', env), address: setting('MAILLAGE_LIMIT_WRITES_BY_ADDRESS', env) },
  export: { account: setting('MAILLAGE_LIMIT_EXPORTS_BY_ACCOUNT', env), address: setting('MAILLAGE_LIMIT_EXPORTS_BY_ADDRESS', env) },
})

export type Doer = { personId: string; address: string }
type Turn = { key: Buffer; every: number; span: number }

/**
 * Counts an act of somebody, together with all other server processes on this database.
 * @param key hides in the database who is counted
 * @returns 0, or the seconds to wait before the next try
 */
export const takeTurn = async (db: Db, limits: Limits, key: Buffer, act: Act, { personId, address }: Doer): Promise<number> => {
  const hashed = (kind: string, value: string) => createHmac('sha256', key).update(`${act} ${kind} ${value}`).digest()
  const turn = (limit: Limit, kind: string, value: string): Turn[] =>
    limit === 'off' || value === '' ? [] : [{ key: hashed(kind, value), every: limit.seconds / limit.count, span: limit.seconds }]
  const turns = [...turn(limits[act].account, 'account', personId), ...turn(limits[act].address, 'address', placeIn(address))]
  if (turns.length === 0) return 0
  const { rows } = await sql<{ wait: number }>`select platform.take_turn(${turns.map((one) => one.key)}::bytea[],
    ${turns.map((one) => one.every)}::double precision[], ${turns.map((one) => one.span)}::double precision[]) as wait`.execute(db)
  return rows[0]?.wait ?? 0
}
