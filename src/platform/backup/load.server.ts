import type pg from 'pg'
import { withClient } from '../database/client.server.ts'
import type { Say } from '../database/ground.server.ts'
import { copyIn } from './copy.server.ts'
import type { Digest } from './digest.server.ts'
import { unfit } from './explain.server.ts'
import type { Part } from './format.server.ts'
import { beginSame, copyInText, digestOf, inBackup, OURS, sequenceNames, type Table, tablesOf } from './tables.server.ts'

export type Counted = Table & Digest
export type Loaded = { tables: Counted[]; rows: number }

const CONSTRAINTS = `
  select c.conrelid::regclass::text as table, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
  from pg_constraint c join pg_namespace n on n.oid = c.connamespace
  where c.contype = 'f' and c.conparentid = 0 and ${OURS('pg_catalog.pg_constraint', 'c.oid')}`
// Those behind a constraint stay, and those of tables in parts, whose names PostgreSQL would choose anew.
const INDEXES = `
  select t.oid::regclass::text as table, i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
  where t.relkind = 'r' and not t.relispartition and ${OURS('pg_catalog.pg_class', 't.oid')}
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by 2`
const TRIGGERS = `
  select t.tgrelid::regclass::text as table, quote_ident(t.tgname) as name
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and t.tgenabled = 'O' and t.tgparentid = 0 and ${OURS('pg_catalog.pg_class', 'c.oid')}`
const FORCED = `
  select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relforcerowsecurity and ${OURS('pg_catalog.pg_class', 'c.oid')}`

type Rows = { table: string; name: string; definition: string }[]

/**
 * Fills a database that was just migrated with the rows of a backup, in one transaction. Keys that refer to other tables are taken
 * away and made again at the end, which checks all of them whatever the order; so are indexes, which is quicker; triggers rest, because what they made is in the
 * backup; row-level security does not hold for the owner meanwhile, because COPY needs that.
 * @throws when the tables are not those of the backup, or the rows not as many as it says
 */
export const loadInto = (url: string, parts: AsyncIterable<Part>, progress: Say): Promise<Loaded> =>
  withClient(url, async (owner) => {
    await beginSame(owner)
    const tables = await tablesOf(owner)
    const tighten = await loosen(owner)
    await owner.query(`truncate ${tables.map(({ table }) => table).join(', ')}`)
    // Functions behind checks and columns may use unqualified names, as migrations may.
    await owner.query('set local search_path = public')
    const loaded = await takeParts(owner, parts, tables, progress)
    const missing = tables.find(({ table }) => !loaded.tables.some((one) => one.table === table))
    if (missing !== undefined) throw unfit(`its table ${missing.table} is missing`)
    await owner.query("set local search_path = ''")
    progress('Making the indexes, and the references between tables')
    await tighten()
    await owner.query('commit')
    return loaded
  })

/** @returns what puts everything back as it was */
const loosen = async (owner: pg.Client): Promise<() => Promise<void>> => {
  const ask = async (text: string) => (await owner.query(text)).rows as Rows
  // Thousands of short statements: sent together, so that none waits for the way there and back.
  const all = (statements: readonly string[]) => owner.query(statements.join(';\n'))
  const constraints = await ask(CONSTRAINTS)
  await all(constraints.map(({ table, name }) => `alter table ${table} drop constraint ${name}`))
  const [indexes, triggers, forced] = [await ask(INDEXES), await ask(TRIGGERS), await ask(FORCED)]
  await all([
    ...indexes.map(({ name }) => `drop index ${name}`),
    ...triggers.map(({ table, name }) => `alter table ${table} disable trigger ${name}`),
    ...forced.map(({ table }) => `alter table ${table} no force row level security`),
  ])
  return async () => {
    await all([
      ...forced.map(({ table }) => `alter table ${table} force row level security`),
      ...triggers.map(({ table, name }) => `alter table ${table} enable trigger ${name}`),
    ])
    await all(indexes.map(({ definition }) => definition))
    await all(constraints.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`))
  }
}

const takeParts = async (owner: pg.Client, parts: AsyncIterable<Part>, tables: Table[], progress: Say): Promise<Loaded> => {
  const known = new Map(tables.map((table) => [table.table, inBackup(table)]))
  const counted: Counted[] = []
  let current: (Table & { copy: Awaited<ReturnType<typeof copyIn>> }) | undefined
  let rows = 0
  for await (const part of parts) {
    if (part.kind === 'table') current = { ...part, copy: await copyIn(owner, copyInText(expected(known, part))) }
    if (part.kind === 'rows') await current?.copy.write(part.rows)
    if (part.kind === 'count' && current !== undefined) {
      const taken = await current.copy.end()
      if (taken !== part.rows) throw unfit(`it says that ${current.table} has ${part.rows} rows, and holds ${taken}`)
      counted.push({ table: current.table, columns: current.columns, rows: part.rows, sha256: part.sha256 })
      rows += taken
      if (taken > 0) progress(`${current.table}: ${taken} rows`)
    }
    if (part.kind === 'end') {
      if (part.tables !== counted.length || part.rows !== rows) throw unfit('it does not hold as much as it says')
      await setSequences(owner, part.sequences)
    }
  }
  return { tables: counted, rows }
}

// A name of a table or column is never taken from a file: only from the database that the migrations made.
const expected = (known: Map<string, Table>, { table, columns }: Table): Table => {
  const mine = known.get(table)
  if (mine === undefined || columns.some((column) => !mine.columns.includes(column)) || columns.length !== mine.columns.length)
    throw unfit(`its table ${table} is not one that its migrations make`)
  known.delete(table)
  return { table: mine.table, columns }
}

const setSequences = async (owner: pg.Client, sequences: Record<string, string>) => {
  const known = await sequenceNames(owner)
  for (const [name, last] of Object.entries(sequences)) {
    if (!known.includes(name)) throw unfit(`its sequence ${name} is not one that its migrations make`)
    await owner.query('select setval($1::regclass, $2::bigint)', [name, last])
  }
}

/** Reads back every table that was loaded and compares it with what the backup says of it. @throws naming the first that differs */
export const compareWith = (url: string, tables: readonly Counted[], progress: Say): Promise<void> =>
  withClient(url, async (owner) => {
    await beginSame(owner, 'isolation level repeatable read, read only')
    for (const table of tables) {
      const { rows, sha256 } = await digestOf(owner, table)
      if (rows !== table.rows || sha256 !== table.sha256)
        throw new Error(
          `${table.table} came out otherwise than it was: ${rows} rows (${sha256.slice(0, 12)}) instead of ${table.rows} (${table.sha256.slice(0, 12)})`,
        )
    }
    progress(`Compared ${tables.length} tables`)
    await owner.query('commit')
  })
