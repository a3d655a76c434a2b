import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { codeOf } from './client.server.ts'

// The first time tells nothing; from then on a statement is worth planning once for each connection.
const WORTH = 2
// A plan with its policies takes some 100 kB of each connection.
const MOST_NAMES = 400
const MOST_SEEN = 4000
const LONGEST = 8000
// 26000: the connection does not know the statement; 0A000 and 42P18: a migration changed what it answers.
const STALE = /^(26000|0A000|42P18)$/

/** The names of the statements that come again and again; the same text has the same name on every connection. */
export const createNames = () => {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  return (text: string): string | undefined => {
    const name = names.get(text)
    if (name !== undefined || names.size >= MOST_NAMES || text.length > LONGEST) return name
    const times = (seen.get(text) ?? 0) + 1
    if (times < WORTH) {
      // Texts that never come back must not fill the memory.
      if (seen.size >= MOST_SEEN) seen.clear()
      seen.set(text, times)
      return undefined
    }
    seen.delete(text)
    const given = `m${names.size + 1}`
    names.set(text, given)
    return given
  }
}

/**
 * A pool whose connections keep the plans of statements that come often: with row-level security, planning one takes longer than
 * running it. What is kept is the plan; whose rows it finds is asked each time.
 */
export const preparing = (pool: pg.Pool): PostgresPool => {
  const nameOf = createNames()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrapped = (client: pg.PoolClient): PostgresPoolClient => {
    const query = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
      // Without parameters it is begin, commit and the like, which need no plan.
      const name = values.length === 0 ? undefined : nameOf(text)
      try {
        const result = await client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
        return result as unknown as PostgresQueryResult<R>
      } catch (error) {
        // The pool gives a connection that was ended to nobody any more; the next one plans anew.
        if (name !== undefined && STALE.test(codeOf(error))) await (client as unknown as pg.Client).end().catch(() => undefined)
        throw error
      }
    }
    return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
  }
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? wrapped(client)
      clients.set(client, known)
      return known
    },
  }
}

/**
 * Whether each transaction may be answered by another connection of the server (PgBouncer in transaction mode): then no plan can be
 * kept. Such a program tells its own number in place of that of the server's process.
 */
export const isPooled = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return 'processID' in client && client.processID !== rows[0]?.pid
}
