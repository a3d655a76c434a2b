import { z } from 'zod'

type Cells = Record<string, z.ZodType<unknown, string>>
export type ReadRow = { success: true; rows: Row[] } | { success: false; issues: readonly Issue[] }
type Issue = { message: string; path: readonly PropertyKey[]; params?: unknown }
type Parsed<C extends Cells> = { [K in keyof C]: z.output<C[K]> }
export type Row = Record<string, unknown>
type Reference = { column: string; table: string }

/** How one file of a folder becomes rows of one table. Every module describes its own. */
export type FileSpec = {
  file: string
  table: string
  /** Columns of the primary key besides network_id. */
  key: readonly string[]
  /** Header names; their order in the file does not matter, a missing or an unknown one is an error. */
  columns: readonly string[]
  /** From the cells, by header, to the columns of the table. The first part of an issue's path is the header of the wrong cell. */
  read: (cells: Record<string, string>) => ReadRow
  /** Cells that name rows (one, or several with "|") of another file or of the database. */
  references: readonly Reference[]
  /** Rows are shared by all networks: they have no network_id. */
  isGlobal: boolean
}

export const fileSpec = <C extends Cells>(options: {
  file: string
  table: string
  key: readonly string[]
  cells: C
  /** One line of the file makes one row of the table, or several. */
  row: (cells: Parsed<C>) => Row | Row[]
  references?: readonly Reference[]
  isGlobal?: boolean
  /** What several cells of a line must agree on; the message is told at `column`. */
  rules?: readonly { column: keyof C & string; message: string; holds: (cells: Parsed<C>) => boolean }[]
}): FileSpec => {
  const schema = z.object(options.cells)
  return {
    file: options.file,
    table: options.table,
    key: options.key,
    columns: Object.keys(options.cells),
    references: options.references ?? [],
    isGlobal: options.isGlobal ?? false,
    read: (cells) => {
      const parsed = schema.safeParse(cells)
      if (!parsed.success) return { success: false, issues: parsed.error.issues }
      const values = parsed.data as Parsed<C>
      const broken = (options.rules ?? []).filter(({ holds }) => !holds(values))
      if (broken.length === 0) return { success: true, rows: [options.row(values)].flat() }
      return { success: false, issues: broken.map(({ column, message }) => ({ path: [column], message })) }
    },
  }
}
