import pg from 'pg'
import { copyOut } from './copy.server.ts'
import { createDigest, type Digest } from './digest.server.ts'

/** A table with its columns as a backup holds them: those that are stored, and not worked out from others. */
export type Table = { table: string; columns: string[] }

// Values in words that every version of PostgreSQL reads alike, whatever the server's settings; no limit of time.
const SAME_WORDS = `set local datestyle = 'ISO, MDY'; set local timezone = 'UTC'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local client_encoding = 'UTF8'; set local xmloption = 'content'; set local search_path = '';
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/** What belongs to the catalogue, and to an extension, comes with the server. */
export const OURS = (catalogue: string, oid: string) =>
  `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select from pg_catalog.pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

// A table in parts is one table; what does not outlive a crash of the server is not worth keeping.
const TABLES = `
  select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as table,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    pg_get_userbyid(c.relowner) = current_user or r.rolsuper or r.rolbypassrls as whole
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.rolname = current_user
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${OURS('pg_catalog.pg_class', 'c.oid')}
  order by 1`

const SEQUENCES = `
  select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as last
  from pg_sequences where schemaname !~ '^pg_' order by 1`

/** Begins a transaction in which values read and written are the same on every server. */
export const beginSame = (client: pg.Client, how = '') => client.query(`begin ${how}; ${SAME_WORDS}`)

/**
 * Our tables, in the order of their names. @throws when this login might not see all rows of one: half a backup is worse than none
 */
export const tablesOf = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Table & { whole: boolean }>(TABLES)
  const other = rows.find(({ whole }) => !whole)
  if (other !== undefined)
    throw new Error(
      `${other.table} belongs to another login than that of DATABASE_URL, so that some of its rows might be missed: use its owner`,
    )
  return rows.map(({ table, columns }) => ({ table, columns }))
}

export type Sequences = Record<string, string>
type SequenceRow = { name: string; last: string | null }
/** Those that were ever used, with the last value that they gave. */
export const sequencesOf = async (client: pg.Client): Promise<Sequences> =>
  Object.fromEntries((await client.query<SequenceRow>(SEQUENCES)).rows.flatMap(({ name, last }) => (last === null ? [] : [[name, last]])))
export const sequenceNames = async (client: pg.Client): Promise<string[]> =>
  (await client.query<SequenceRow>(SEQUENCES)).rows.map(({ name }) => name)

const list = (columns: readonly string[]) => columns.map((column) => pg.escapeIdentifier(column)).join(', ')
/**
 * Wrapped data keys never stand in a backup: a key that was erased must be gone from all of them (docs/backup.md). Their rows do, so
 * that a restore knows which keys it needs.
 */
export const KEYS_TABLE = 'platform.data_key'
export const ERASED_TABLE = 'platform.erased_key'
const WITHHELD: Readonly<Record<string, readonly string[]>> = { [KEYS_TABLE]: ['kek_id', 'wrapped'] }
/** A table as a backup holds it. */
export const inBackup = ({ table, columns }: Table): Table => ({
  table,
  columns: columns.filter((column) => WITHHELD[table]?.includes(column) !== true),
})
/** The tables of a file of keys: the data keys by their numbers, and the numbers of those that were erased. */
export const inKeysFile = (tables: readonly Table[]): Table[] =>
  tables.flatMap(({ table, columns }) =>
    table === KEYS_TABLE ? [{ table, columns: ['id', 'kek_id', 'wrapped'] }] : table === ERASED_TABLE ? [{ table, columns }] : [],
  )

/** COPY of all rows; of the whole, where a table has parts. */
export const copyOutText = ({ table, columns }: Table) => `copy (select ${list(columns)} from ${table}) to stdout`
export const copyInText = ({ table, columns }: Table, options = '') => `copy ${table} (${list(columns)}) from stdin${options}`

/** The rows of a table that is there, counted and added up as a backup does. Within a transaction of `beginSame`. */
export const digestOf = async (client: pg.Client, table: Table): Promise<Digest> => {
  const digest = createDigest()
  for await (const _ of copyOut(client, copyOutText(table), digest.add)) {
    // Only the rows count, and `add` has seen them.
  }
  return digest.result()
}
