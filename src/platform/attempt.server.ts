import { sql } from 'kysely'
import type { Scope } from './db.server.ts'

/** With which code and by which rule PostgreSQL refused something (docs of PostgreSQL, appendix A); empty texts for any other error. */
export const refusalOf = (error: unknown): { code: string; rule: string } => {
  const { code, constraint } = error instanceof Error ? (error as { code?: unknown; constraint?: unknown }) : {}
  return { code: typeof code === 'string' ? code : '', rule: typeof constraint === 'string' ? constraint : '' }
}

/**
 * Does something that may fail, for whoever answers the failure on the page instead of passing it on: all that it wrote is undone, and
 * nothing that was written before. Without it PostgreSQL keeps nothing of the transaction after a refusal, or all that was half done
 * after a failure of the program.
 * @throws what `work` throws
 */
export const attempted = async <T>(scope: Scope, work: () => Promise<T>): Promise<T> => {
  await sql`savepoint attempted`.execute(scope)
  try {
    const done = await work()
    await sql`release savepoint attempted`.execute(scope)
    return done
  } catch (error) {
    await sql`rollback to savepoint attempted`.execute(scope)
    throw error
  }
}
