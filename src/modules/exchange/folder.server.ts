import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvErrorCode, parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { readEasyTemplate } from '#modules/account/easy-template.ts'
import { accountFiles } from '#modules/account/folder.ts'
import { readTemplate, TemplateError } from '#modules/account/template.ts'
import { directoryFiles, directoryFilesWithSources } from '#modules/directory/folder.ts'
import { loadTerritories } from '#modules/directory/territories-of-countries.server.ts'
import { journalFiles } from '#modules/journal/folder.ts'
import { OPERATOR } from '#platform/actor.ts'
import { asActor, type Db, record, type Scope } from '#platform/db.server.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { LOCALES } from '#platform/languages/locales.ts'
import type { FileSpec, Row } from './folder-spec.ts'
import { networkFile } from './network-file.ts'
import { type CellError, type Line, loadOrRefuse } from './refused.server.ts'

export type { CellError } from './refused.server.ts'

// In an order in which each row finds those that it refers to.
const FILES: readonly FileSpec[] = [...directoryFiles, ...journalFiles, ...directoryFilesWithSources, ...accountFiles]

/** Everything that is wrong with a folder: nothing of it was loaded. */
export class FolderError extends Error {
  readonly errors: readonly CellError[]
  constructor(folder: string, errors: readonly CellError[]) {
    const shown = errors
      .slice(0, 20)
      .map(({ file, line, column, expected }) =>
        [
          line === null ? join(folder, file) : `${join(folder, file)}:${line}`,
          ...(column === null ? [] : [`column ${column}`]),
          expected,
        ].join(': '),
      )
    const more = errors.length > shown.length ? [`… and ${errors.length - shown.length} more`] : []
    super([`${errors.length} wrong ${errors.length === 1 ? 'cell' : 'cells'}, nothing was loaded`, ...shown, ...more].join('\n'))
    this.errors = errors
  }
}

type Loaded = { spec: FileSpec; lines: Line[] }

/**
 * Loads a folder of CSV files into the network that its network.csv names: all of it in one transaction, or nothing.
 * Rows with the same key are brought up to date, so that loading twice changes nothing.
 * @returns how many files and rows were read, and how many rows were new or different
 * @throws FolderError with file, line, column and what was expected, for every wrong cell
 */
export const importFolder = async (db: Db, folder: string): Promise<{ network: string; files: number; rows: number; changed: number }> => {
  if (!existsSync(join(folder, 'network.csv'))) throw new Error(`${folder} has no network.csv: name a folder such as data/ccoms-2025`)
  const errors: CellError[] = []
  const networkLines = await readFileLines(folder, networkFile, errors)
  const network = networkLines[0]?.rows[0]
  for (const { line } of networkLines.slice(1))
    errors.push({ file: networkFile.file, line, column: null, expected: 'one network, found another line' })
  const files: Loaded[] = []
  for (const spec of FILES) files.push({ spec, lines: await readFileLines(folder, spec, errors) })
  findRepeated(files, errors)
  const templates = await readTemplates(folder, errors)
  if (network === undefined || errors.length > 0) throw new FolderError(folder, errors)

  const id = String(network.id)
  return asActor(db, OPERATOR, async (scope) => {
    await loadTerritories(scope)
    await findDangling(scope, id, files, errors)
    if (errors.length > 0) throw new FolderError(folder, errors)
    let changed = 0
    for (const { spec, lines } of [{ spec: networkFile, lines: networkLines }, ...files]) {
      const done = await loadOrRefuse(scope, spec, lines, (rows) => upsert(scope, spec, rows, id))
      if (typeof done !== 'number') throw new FolderError(folder, [done])
      changed += done
    }
    changed += await upsert(scope, { table: 'account.template', key: ['language'], isGlobal: false }, templates, id)
    if (changed > 0) await record(scope, id, 'exchange.importFolder', id)
    return {
      network: id,
      files: files.filter(({ lines }) => lines.length > 0).length,
      rows: files.reduce((sum, { lines }) => sum + lines.length, 0),
      changed,
    }
  })
}

// What is wrong is said in English: the command line speaks English (docs/decisions/0006).
const explain = (issue: { message: string; params?: unknown }) => {
  const intl = intlOf('en')
  return issue.message in intl.messages ? intl.formatMessage({ id: issue.message }, issue.params as Record<string, string>) : issue.message
}

const readFileLines = async (folder: string, spec: FileSpec, errors: CellError[]): Promise<Line[]> => {
  const { file } = spec
  if (!existsSync(join(folder, file))) return []
  const records = parseCsv(await readFile(join(folder, file), 'utf8'), file, errors)
  const header = records.shift()?.record ?? []
  for (const column of spec.columns)
    if (!header.includes(column)) errors.push({ file, line: 1, column, expected: 'this column is missing' })
  for (const column of header)
    if (!spec.columns.includes(column))
      errors.push({ file, line: 1, column, expected: `unknown column; expected ${spec.columns.join(', ')}` })
  if (errors.some((error) => error.file === file)) return []
  return records.map(({ record: values, line }) => {
    if (values.length !== header.length)
      errors.push({ file, line, column: String(values.length), expected: `${header.length} cells, found ${values.length}` })
    const cells = Object.fromEntries(header.map((name, at) => [name, values[at] ?? '']))
    const read = spec.read(cells)
    if (!read.success)
      for (const issue of read.issues)
        errors.push({
          file,
          line,
          column: String(issue.path[0]),
          expected: `${explain(issue)}, found "${cells[String(issue.path[0])] ?? ''}"`,
        })
    return { line, cells, rows: read.success ? read.rows : [] }
  })
}

/** The texts of the account, account.fr.md and the others. */
const readTemplates = async (folder: string, errors: CellError[]): Promise<Row[]> => {
  const rows: Row[] = []
  for (const language of LOCALES) {
    const file = `account.${language}.md`
    if (!existsSync(join(folder, file))) continue
    const body = await readFile(join(folder, file), 'utf8')
    try {
      if (language === 'fr-x-falc') readEasyTemplate(body)
      else readTemplate(body)
      rows.push({ language, body })
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      errors.push({ file, line: error.line, column: '1', expected: error.message })
    }
  }
  return rows
}

const parseCsv = (content: string, file: string, errors: CellError[]): { record: string[]; line: number }[] => {
  // PostgreSQL stores no such character, and no text file has one.
  const nul = content.indexOf('\0')
  if (nul !== -1) {
    errors.push({ file, line: content.slice(0, nul).split('\n').length, column: '1', expected: 'text, found a NUL character' })
    return []
  }
  try {
    const records = parse(content, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    // `lines` counts to the end of a record: a cell with line breaks begins earlier.
    return records.map(({ record: values, info }) => ({ record: values, line: info.lines - values.join('').split('\n').length + 1 }))
  } catch (error) {
    const { message, lines } = error as Error & { code: CsvErrorCode; lines?: number }
    errors.push({ file, line: lines ?? 1, column: '1', expected: `a table of comma-separated cells (${message})` })
    return []
  }
}

const keyOf = (spec: FileSpec, row: Row) => spec.key.map((column) => String(row[column])).join(' · ')

const findRepeated = (files: readonly Loaded[], errors: CellError[]) => {
  for (const { spec, lines } of files) {
    const seen = new Map<string, number>()
    for (const { rows, line } of lines) {
      for (const row of rows) {
        const first = seen.get(keyOf(spec, row))
        if (first !== undefined)
          errors.push({
            file: spec.file,
            line,
            column: spec.columns[0] ?? '1',
            expected: `a key that is not used yet; ${keyOf(spec, row)} is in line ${first}`,
          })
        seen.set(keyOf(spec, row), line)
      }
    }
  }
}

// Foreign keys would refuse these too, but could not say the line.
const findDangling = async (scope: Scope, network: string, files: readonly Loaded[], errors: CellError[]) => {
  const known = new Map<string, Set<string>>()
  const idsOf = async (table: string) => {
    const there = known.get(table)
    if (there !== undefined) return there
    const isGlobal = files.some(({ spec }) => spec.table === table && spec.isGlobal)
    const { rows } = await sql<{
      id: string
    }>`select id from ${sql.table(table)} ${isGlobal ? sql`` : sql`where network_id = ${network}`}`.execute(scope)
    const ids = new Set([
      ...rows.map(({ id }) => id),
      ...files
        .filter(({ spec }) => spec.table === table)
        .flatMap(({ lines }) => lines.flatMap(({ rows: own }) => own.map((row) => String(row.id)))),
    ])
    known.set(table, ids)
    return ids
  }
  for (const { spec, lines } of files) {
    for (const { column, table } of spec.references) {
      const ids = await idsOf(table)
      for (const { cells, line } of lines) {
        for (const id of (cells[column] ?? '')
          .split('|')
          .map((part) => part.trim())
          .filter((part) => part !== '' && !ids.has(part))) {
          errors.push({ file: spec.file, line, column, expected: `the id of a ${table.split('.')[1]}, found "${id}"` })
        }
      }
    }
  }
}

// Somebody may have one of these open in a form: that form then tells of the change instead of undoing it.
const VERSIONED = new Set([
  'directory.organisation',
  'directory.service',
  'journal.source',
  'journal.activity',
  'journal.outcome',
  'account.statement',
  'account.template',
])

const upsert = async (
  scope: Scope,
  spec: Pick<FileSpec, 'table' | 'key' | 'isGlobal'>,
  rows: readonly Row[],
  network: string | null,
): Promise<number> => {
  const [first] = rows
  if (first === undefined) return 0
  const keys = spec.isGlobal || network === null ? spec.key : ['network_id', ...spec.key]
  const columns = [...(keys.includes('network_id') ? ['network_id'] : []), ...Object.keys(first)]
  const others = columns.filter((column) => !keys.includes(column))
  const names = (list: readonly string[], prefix = '') => sql.join(list.map((column) => sql.raw(`${prefix}"${column}"`)))
  const table = sql.table(spec.table)
  const data = JSON.stringify(rows.map((row) => ({ network_id: network, ...row })))
  const update =
    others.length === 0
      ? sql`do nothing`
      : sql`do update set (${names(others)}) = row (${names(others, 'excluded.')})${VERSIONED.has(spec.table) ? sql`, version = t.version + 1` : sql``} where (${names(others, 't.')}) is distinct from (${names(others, 'excluded.')})`
  // A row may refer to a later row of the same file: constraints of one statement are checked at its end.
  const result =
    await sql`insert into ${table} as t (${names(columns)}) select ${names(columns)} from jsonb_populate_recordset(null::${table}, ${data}::jsonb)
    on conflict (${names(keys)}) ${update}`.execute(scope)
  return Number(result.numAffectedRows ?? 0)
}
