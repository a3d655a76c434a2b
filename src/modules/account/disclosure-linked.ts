import { type Flowing, type ProtectedCell, protectFlow } from './disclosure.ts'

// What several tables of counts have in common: how a count is shown, and tables whose numbers are told elsewhere as well. Every number
// that is told anywhere is taken to be known; so one number is never hidden in one place and told in another.

/** A count, or null where it is hidden; whether it is small itself or hides another is told to nobody. */
export type Count = number | null
export const countOf = (cell: ProtectedCell | undefined): Count => (cell !== undefined && 'shown' in cell ? cell.shown : null)
export const isFew = (count: number, threshold: number) => count > 0 && count < threshold

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const NOTHING = (values: readonly unknown[]): null[] => values.map(() => null)

/** Counts in one row whose total is known. Of a total under the threshold nothing is shown, and not the total either. */
export const protectKnown = (values: readonly number[], threshold: number): { total: Count; cells: Count[] } => {
  const total = sum(values)
  if (isFew(total, threshold)) return { total: null, cells: NOTHING(values) }
  const done = protectFlow(
    values.map((value) => ({ from: 'whole', to: 'parts', value, kind: 'part' })),
    { threshold },
  )
  return { total, cells: done.map(countOf) }
}

export type CrossTable = {
  /** The whole, the sum of each row and of each column. */
  total: Count
  rows: Count[]
  columns: Count[]
  cells: Count[][]
}

/**
 * Rows by columns, where the sums of the rows and of the columns are told elsewhere too, as the quarters of a year are beside the year. What
 * is hidden of the sums is decided first and alone, so that it is the same wherever they are told; then the cells, with the sums that are
 * told taken to be known. A table with these sums and any cell at the threshold always exists (a transportation problem), so it can be done.
 * @param cells counts of people: rows of equal length
 */
export const protectCross = (cells: readonly (readonly number[])[], threshold: number): CrossTable => {
  const columns = (cells[0] ?? []).map((_, column) => sum(cells.map((row) => row[column] ?? 0)))
  const { cells: rows } = protectKnown(cells.map(sum), threshold)
  const { total, cells: columnsShown } = protectKnown(columns, threshold)
  if (total === null) return { total, rows: NOTHING(cells), columns: NOTHING(columns), cells: cells.map(NOTHING) }
  const arcs: Flowing[] = [
    ...cells.flatMap((row, r) => row.map((value, c): Flowing => ({ from: `row ${r}`, to: `column ${c}`, value, kind: 'part' }))),
    // Sums that are told cannot move: they have no arc. The others may, together.
    ...cells.flatMap((row, r) =>
      rows[r] === null ? [{ from: 'top', to: `row ${r}`, value: sum(row), kind: 'total' } satisfies Flowing] : [],
    ),
    ...columns.flatMap((value, c) =>
      columnsShown[c] === null ? [{ from: `column ${c}`, to: 'bottom', value, kind: 'total' } satisfies Flowing] : [],
    ),
  ]
  const done = protectFlow(arcs, { threshold })
  const width = columns.length
  return { total, rows, columns: columnsShown, cells: cells.map((row, r) => row.map((_, c) => countOf(done[r * width + c]))) }
}
