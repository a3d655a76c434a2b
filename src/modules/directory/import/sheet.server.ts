import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import type { Fault } from '../faults.ts'
import { staysSmall } from './unpacked.server.ts'

/** A table as it stands in the file: the texts of its head, and its lines with the number that a spreadsheet shows. */
export type Sheet = { header: string[]; lines: { line: number; cells: string[] }[] }
export type SheetRead = { sheet: Sheet; fault?: undefined } | { sheet?: undefined; fault: Fault }

export const MOST_LINES = 20_000
const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Reads a spreadsheet: CSV (comma, semicolon or tab; UTF-8 or Windows-1252) or XLSX (its first sheet). @returns the table, or why it is none */
export const readTable = async (bytes: Uint8Array): Promise<SheetRead> => {
  if (bytes.length === 0) return { fault: { id: 'directory.import.fault.empty' } }
  const rows = isZip(bytes) ? await excelRows(bytes) : csvRows(textOf(bytes))
  if (rows === null) return { fault: { id: 'directory.import.fault.unreadable' } }
  const [first, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (first === undefined || rest.length === 0) return { fault: { id: 'directory.import.fault.empty' } }
  if (rest.length > MOST_LINES) return { fault: { id: 'directory.import.fault.long', values: { most: String(MOST_LINES) } } }
  return { sheet: { header: first.cells.map((cell) => cell.trim()), lines: rest } }
}

/** Reads what somebody chose on their disk. What it is called and what it holds must agree. */
export const readNamed = async (file: File): Promise<SheetRead> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const isAsNamed = (isZip(bytes) ? /\.xlsx$/i : /\.(csv|tsv|txt)$/i).test(file.name)
  return isAsNamed || bytes.length === 0 ? readTable(bytes) : { fault: { id: 'directory.import.fault.unreadable' } }
}

// Excel in French and Dutch still writes Windows-1252 when it is not asked for UTF-8.
const textOf = (bytes: Uint8Array) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const csvRows = (content: string): Sheet['lines'] | null => {
  const head = content.slice(0, content.search(/[\r\n]|$/))
  const delimiter = [';', '\t', ','].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ','
  try {
    const records = parse(content, { bom: true, info: true, delimiter, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    // `lines` counts to the end of a record: a cell with line breaks begins earlier.
    return records.map(({ record, info }) => ({ line: info.lines - record.join('').split('\n').length + 1, cells: record.map(unguarded) }))
  } catch {
    return null
  }
}

// Our own export puts an apostrophe before what a spreadsheet would take for a formula.
const unguarded = (cell: string) => (/^'\s*[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? cell.slice(1) : cell)

const excelRows = async (bytes: Uint8Array): Promise<Sheet['lines'] | null> => {
  if (!(await staysSmall(bytes))) return null
  try {
    const rows = await readSheet(Buffer.from(bytes))
    return rows.map((row, at) => ({ line: at + 1, cells: row.map(written) }))
  } catch {
    return null
  }
}

const written = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return unguarded(value instanceof Date ? value.toISOString().slice(0, 10) : String(value))
}
