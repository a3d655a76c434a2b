import { z } from 'zod'
import { unfit } from './explain.server.ts'

/**
 * A backup as text, before it is compressed (zstd) and encrypted (age): lines of JSON with rows of COPY between them, so that
 * `age --decrypt | zstd --decompress` gives something that people and PostgreSQL read. First the header; then for each table a
 * line with its name and columns, its rows, `\.`, and a line with their number and digest; then the end. docs/backup.md has an example.
 */
export const FORMAT = 1
/** The line that ends the rows of a table. COPY escapes the backslash, so that no row looks like it. */
export const END_OF_ROWS = '\\.\n'

const MigrationLine = z.object({ id: z.string(), checksum: z.string() })
export const Header = z.object({
  maillage: z.enum(['backup', 'keys']),
  format: z.number(),
  /** The moment whose state this is. */
  made: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(MigrationLine),
  /** How many data keys there were; what is in them is in the file of keys. */
  dataKeys: z.number(),
})
export type Header = z.infer<typeof Header>

const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
const CountLine = z.object({ rows: z.number(), sha256: z.string() })
const EndLine = z.object({ end: z.literal(true), tables: z.number(), rows: z.number(), sequences: z.record(z.string(), z.string()) })

export type Part =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; table: string; columns: string[] }
  | { kind: 'rows'; rows: Buffer }
  | { kind: 'count'; rows: number; sha256: string }
  | { kind: 'end'; tables: number; rows: number; sequences: Record<string, string> }

export const lineOf = (what: object): Buffer => Buffer.from(`${JSON.stringify(what)}\n`)

const DAMAGED = 'what it holds makes no sense'
const NEWLINE = 10
const AFTER_ROWS = Buffer.from(`\n${END_OF_ROWS}`)

/** Reads the text of a backup part by part; memory does not grow with it. @throws when it ends too early or is something else */
export async function* readParts(source: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  let rest: Buffer = Buffer.alloc(0)
  let isInRows = false
  let last: Part['kind'] | undefined
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      if (isInRows) {
        const { rows, after } = rowsIn(rest)
        if (rows.length > 0) yield { kind: 'rows', rows }
        rest = after ?? rest.subarray(rows.length)
        if (after === undefined) break
        isInRows = false
      }
      const end = rest.indexOf(NEWLINE)
      if (end === -1) break
      const part = partOf(rest.subarray(0, end).toString('utf8'), last)
      rest = rest.subarray(end + 1)
      last = part.kind
      isInRows = part.kind === 'table'
      yield part
    }
  }
  if (last !== 'end' || rest.length > 0) throw unfit('it ends too early')
}

/** The whole rows at the beginning of a buffer, and what comes after the line that ends them, if that has come. */
const rowsIn = (buffer: Buffer): { rows: Buffer; after?: Buffer } => {
  if (buffer.subarray(0, END_OF_ROWS.length).toString('latin1') === END_OF_ROWS)
    return { rows: buffer.subarray(0, 0), after: buffer.subarray(END_OF_ROWS.length) }
  const end = buffer.indexOf(AFTER_ROWS)
  if (end !== -1) return { rows: buffer.subarray(0, end + 1), after: buffer.subarray(end + AFTER_ROWS.length) }
  return { rows: buffer.subarray(0, buffer.lastIndexOf(NEWLINE) + 1) }
}

const partOf = (line: string, before: Part['kind'] | undefined): Part => {
  const value = jsonOf(line)
  if (before === undefined) return headerOf(value)
  if (before === 'table') return { kind: 'count', ...parsed(CountLine, value) }
  if (before === 'end') throw unfit(DAMAGED)
  if (EndLine.safeParse(value).success) return { kind: 'end', ...parsed(EndLine, value) }
  return { kind: 'table', ...parsed(TableLine, value) }
}

const headerOf = (value: unknown): Part => {
  const header = parsed(Header, value)
  if (header.format > FORMAT) throw unfit('a later version of Maillage made it, and this one cannot read it')
  return { kind: 'header', header }
}

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    throw unfit(DAMAGED)
  }
}
const parsed = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value)
  if (!result.success) throw unfit(DAMAGED)
  return result.data
}
