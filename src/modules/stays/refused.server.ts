import { Problem } from '#platform/problem.ts'

const constraintOf = (error: unknown): string | null =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null

/**
 * Does something, and tells what the database refused by its name.
 * @throws Problem invalid with the constraint in `rule`, not_found for what row-level security refused
 */
export const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const rule = constraintOf(error)
    if ((code === '23514' || code === '23P01' || code === '23505') && rule !== null) throw new Problem('invalid', { rule })
    if (code === '42501') throw new Problem('not_found')
    throw error
  }
}

/** A row was changed that had the version which was seen. @throws Problem conflict */
export const once = ({ numUpdatedRows }: { numUpdatedRows: bigint }): void => {
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
}
