import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Scope } from '../db.server.ts'
import { bound, close, KEY_BYTES, keyFor, unclose } from './envelope.server.ts'
import { type Master, masterOf, masters } from './master.server.ts'

/** Where a text stands: it opens nowhere else. */
export type Place = {
  /** Whose records; null for what belongs to an account. */
  network: string | null
  /** As in "care.crisis_plan". */
  table: string
  column: string
  row: string
  /** The row's version, so that an older text cannot be put back in the place of a newer; 1 where rows have none. */
  version: number
}

type DataKey = { id: string; key: Buffer }
type Owner = { network: string | null; personId: string }
type Row = { id: string; kek_id: string; wrapped: Buffer }

// The first byte says how the rest was made, so that another way can come later; then the number of the data key.
const FORM = 1
const HEAD = 17
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')

const placeOfKey = (id: string, { network, personId }: Owner) => bound('maillage data key', id, network, personId)
const placeOfText = (id: string, personId: string, { network, table, column, row, version }: Place) =>
  bound('maillage text', FORM, id, network, personId, table, column, row, version)

/** A data key as the database keeps it. */
export const wrap = (master: Master, { id, key }: DataKey, owner: Owner): Buffer =>
  close(keyFor(master.key, 'wrap'), key, placeOfKey(id, owner))

/** A data key out of what the database keeps. @throws when it was changed or belongs to somebody else */
export const unwrap = (master: Master, { id, wrapped }: Pick<Row, 'id' | 'wrapped'>, owner: Owner): Buffer => {
  const key = unclose(keyFor(master.key, 'wrap'), wrapped, placeOfKey(id, owner))
  if (key === null) throw new Error(`the data key ${id} was changed: it does not open with the master key ${master.id}`)
  return key
}

/**
 * Encrypts a text for one person and one place with AES-256-GCM, under the data key of that person, which is made when it is first
 * needed. Runs with the rights of the actor: of a member of the network, or of the person for an account (network null).
 * @returns 45 bytes more than the text has in UTF-8
 */
export const seal = async (scope: Scope, personId: string, place: Place, text: string): Promise<Buffer> => {
  const owner = { network: place.network, personId }
  const { id, key } = (await newestKey(scope, owner)) ?? (await makeKey(scope, owner))
  return Buffer.concat([Buffer.of(FORM), bytesOf(id), close(key, Buffer.from(text, 'utf8'), placeOfText(id, personId, place))])
}

/**
 * The text that was sealed for this person and this place; null when its key is gone, because it was erased or because this database
 * was restored without it: the text is lost then.
 * @throws when what is sealed was changed, or is that of another person, place or version
 */
export const open = async (scope: Scope, personId: string, place: Place, sealed: Buffer): Promise<string | null> => {
  if (sealed.length < HEAD || sealed[0] !== FORM) throw new Error(`what is sealed in ${place.table}.${place.column} has another form`)
  const row = await keyRow(scope, { network: place.network, personId }, sealed.subarray(1, HEAD))
  if (row === undefined) return null
  const key = unwrap(masterOf(row.kek_id), row, { network: place.network, personId })
  const text = unclose(key, sealed.subarray(HEAD), placeOfText(row.id, personId, place))
  if (text === null) throw new Error(`what is sealed in ${place.table}.${place.column} was changed, or belongs in another place`)
  return text.toString('utf8')
}

/**
 * Erases the data keys of a person, in a network or of the account: what they closed can never be read again, here or in any backup.
 * For an administrator of the network, the operator, or the person's own account. The command that calls this notes it in the trail.
 * @returns how many keys there were
 */
export const forget = async (scope: Scope, personId: string, network: string | null): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from platform.data_key where network_id is not distinct from ${network} and person_id = ${personId}`.execute(scope)
  return Number(numAffectedRows ?? 0)
}

const newestKey = async (scope: Scope, owner: Owner): Promise<DataKey | null> => {
  const { rows } = await sql<Row>`
    select id, kek_id, wrapped from platform.data_key
     where network_id is not distinct from ${owner.network} and person_id = ${owner.personId} and wrapped is not null
     order by made_at desc, id limit 1`.execute(scope)
  const [row] = rows
  return row === undefined ? null : { id: row.id, key: unwrap(masterOf(row.kek_id), row, owner) }
}

// Two that are made at the same moment are both good: each text names its own.
const makeKey = async (scope: Scope, owner: Owner): Promise<DataKey> => {
  const made = { id: randomUUID(), key: randomBytes(KEY_BYTES) }
  const { current } = masters()
  await sql`
    insert into platform.data_key (network_id, person_id, id, kek_id, wrapped)
    values (${owner.network}, ${owner.personId}, ${made.id}, ${current.id}, ${wrap(current, made, owner)})`.execute(scope)
  return made
}

const keyRow = async (scope: Scope, owner: Owner, id: Buffer): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select id, kek_id, wrapped from platform.data_key
     where network_id is not distinct from ${owner.network} and person_id = ${owner.personId} and id = encode(${id}, 'hex')::uuid and wrapped is not null`.execute(
    scope,
  )
  return rows[0]
}
