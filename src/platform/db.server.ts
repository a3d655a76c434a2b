import { type Kysely, sql } from 'kysely'
import type { Actor } from './actor.ts'
import { ending, holdReadings } from './audit.server.ts'
import type { Tables } from './tables.ts'

export type { Tables }
export type Db = Kysely<Tables>
/** A transaction in which somebody acts. Only `asActor` makes one; commands and queries take it, and nothing else reaches the data. */
export type Scope = Kysely<Tables> & { readonly actorIsSet: true }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export type Isolation = {
  /**
   * All of the work reads one state of the database, that of its beginning. Where somebody else's write came between, it is done again
   * from the start: so it does nothing but read and write here.
   */
  oneState?: boolean
}

/**
 * The only door to the data: one transaction, one actor, row-level security by the restricted login of the pool.
 * Success commits, failure rolls back. Never hold it across mail, files or network.
 */
export const asActor = async <T>(db: Db, actor: Actor, work: (scope: Scope) => Promise<T>, isolation: Isolation = {}): Promise<T> => {
  if (actor.personId !== '' && !UUID.test(actor.personId)) throw new Error('a person id is a UUID')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(db, actor, work, isolation)
    } catch (error) {
      if (isolation.oneState !== true || attempt === ATTEMPTS || !isOvertaken(error)) throw error
    }
  }
}
const ATTEMPTS = 8
// serialization_failure, deadlock_detected, and unique_violation: a row that this state does not show stands there already.
const isOvertaken = (error: unknown) => error instanceof Error && 'code' in error && /^(40001|40P01|23505)$/.test(String(error.code))

/** `begin` and the settings travel in one round trip. SET LOCAL takes no parameter, hence the strict pattern of the id. */
const transaction = <T>(db: Db, actor: Actor, work: (scope: Scope) => Promise<T>, { oneState = false }: Isolation): Promise<T> =>
  db.connection().execute(async (connection) => {
    const scope = connection as Scope
    const begin = oneState ? 'begin isolation level repeatable read' : 'begin'
    await sql.raw(`${begin}; set local app.person = '${actor.personId}'`).execute(connection)
    try {
      holdReadings(scope)
      const result = await work(scope)
      await end(scope)
      return result
    } catch (error) {
      // A connection that is gone cannot roll back, and need not: the server did.
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })

// PostgreSQL answers a commit with ROLLBACK when a statement had failed before and nobody said so: then nothing was kept.
const end = async (scope: Scope): Promise<void> => {
  const { rows } = await sql.raw<{ command?: string }>(ending(scope)).execute(scope)
  if (rows[0]?.command === 'ROLLBACK') throw new Error('a statement failed and its error was not passed on: nothing of this was kept')
}

export { record } from './audit.server.ts'
