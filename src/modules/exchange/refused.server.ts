import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { FileSpec, Row } from './folder-spec.ts'

/** One wrong cell: where it is and what was expected there. A refusal of the database may leave the line or the column unknown: null. */
export type CellError = { file: string; line: number | null; column: string | null; expected: string }
export type Line = { line: number; cells: Record<string, string>; rows: Row[] }

// Not its `detail`: row-level security keeps the values out of it.
type Refusal = Error & { code: string; constraint?: string; column?: string; table?: string }

/** Whether the database refused the data itself: classes 22 and 23 of PostgreSQL. The last line of defence, which no cell's rule foresaw. */
const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))

/**
 * Loads the lines of a file; when the database refuses one of them, finds out which.
 * @returns what `load` returns, or the cell that was refused: then the transaction still stands, and is of no use but to be rolled back
 */
export const loadOrRefuse = async (
  scope: Scope,
  spec: FileSpec,
  lines: readonly Line[],
  load: (rows: readonly Row[]) => Promise<number>,
): Promise<number | CellError> => {
  const attempt = (some: readonly Line[]) => unlessRefused(scope, () => load(some.flatMap(({ rows }) => rows)))
  const first = await attempt(lines)
  if (typeof first === 'number') return first
  // A row may lead to a later row of its file, so that half of them would fail for want of the other. Every key of a file is looked up before.
  const line = first.code === FOREIGN_KEY ? undefined : await search(lines, first, attempt)
  return { file: spec.file, line: line?.line ?? null, column: columnOf(spec, first), expected: `what the database takes: ${first.message}` }
}

const FOREIGN_KEY = '23503'

/** A refusal undoes only this attempt. */
const unlessRefused = async (scope: Scope, work: () => Promise<number>): Promise<number | Refusal> => {
  await sql`savepoint attempt`.execute(scope)
  try {
    const done = await work()
    await sql`release savepoint attempt`.execute(scope)
    return done
  } catch (error) {
    if (!isRefusal(error)) throw error
    await sql`rollback to savepoint attempt`.execute(scope)
    return error
  }
}

/** Halves what is suspected until one line is left. What is taken on the way stays, so that a key used twice is found at its second line. */
const search = async (
  lines: readonly Line[],
  refusal: Refusal,
  attempt: (some: readonly Line[]) => Promise<number | Refusal>,
): Promise<Line | undefined> => {
  let suspects = lines
  const isSame = (other: number | Refusal) =>
    typeof other !== 'number' && other.code === refusal.code && other.constraint === refusal.constraint
  while (suspects.length > 1) {
    const half = suspects.slice(0, Math.floor(suspects.length / 2))
    suspects = isSame(await attempt(half)) ? half : suspects.slice(half.length)
  }
  // A row that fails only together with others is not this one.
  return isSame(await attempt(suspects)) ? suspects[0] : undefined
}

/** The header of the cell that was refused, where the database names its column, by itself or in the name of a constraint. */
const columnOf = (spec: FileSpec, { column, constraint, table }: Refusal): string | null => {
  const ofConstraint = constraint
    ?.replace(`${table}_`, '')
    .replace('network_id_', '')
    .replace(/_(check|idx|key|fkey)\d*$/, '')
  const named = column ?? ofConstraint ?? ''
  return [named, named.replace(/_(id|on)$/, ''), named.replace(/^source_/, '')].find((name) => spec.columns.includes(name)) ?? null
}
