import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import type { Actor, Role } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { startWork, type Work, type WorkOptions } from './work.server.ts'

/** A database of its own, because work is done by other connections than the one that asks for it: nothing can be rolled back. */
export const useOwnDatabase = () => {
  let database: Database | undefined
  const works: Work[] = []
  const here = () => {
    if (database === undefined) throw new Error('outside of a test')
    return database
  }
  beforeAll(async () => {
    const url = await createDatabase(inject('ownerUrl'), `jobs_${randomUUID().slice(0, 8)}`)
    database = await openDatabase({ serve: true, env: { DATABASE_URL: url }, log: () => undefined })
  })
  afterEach(async () => {
    await Promise.all(works.splice(0).map((work) => work.stop(2000)))
    await withClient(here().ownerUrl, (owner) => owner.query('delete from jobs.job; delete from mail.message'))
  })
  afterAll(async () => {
    const name = new URL(here().ownerUrl).pathname.slice(1)
    await here().close()
    await dropDatabase(inject('ownerUrl'), name)
  })
  const owner = <Row>(text: string, values: unknown[] = []) =>
    withClient(here().ownerUrl, async (client) => (await client.query(text, values)).rows as Row[])
  return {
    here,
    owner,
    as: <T>(actor: Actor, work: (scope: Scope) => Promise<T>) => asActor(here().db, actor, work),
    /** One more server process, as far as the queue can tell: its own worker on the same database. */
    work: async (options: Partial<WorkOptions> = {}) => {
      const { db, pool } = here()
      const work = await startWork({ db, pool, log: QUIET, actorOf, seconds: { look: 0.5, watch: 1 }, ...options })
      works.push(work)
      return work
    },
    network: async () => {
      const id = `n-${randomUUID()}`
      await owner(`insert into platform.network (id, name, country) values ($1, '{"fr": "Réseau"}', 'FR')`, [id])
      return id
    },
    person: async ({ network, role = 'reader', email = null, locale = 'fr' }: PersonOptions = {}): Promise<Actor> => {
      const personId = randomUUID()
      await owner('insert into identity.person (id, name, email, locale) values ($1, $2, $3, $4)', [personId, 'Sam', email, locale])
      if (network !== undefined)
        await owner(`insert into identity.role (network_id, person_id, role, valid_from) values ($1, $2, $3, '2020-01-01')`, [
          network,
          personId,
          role,
        ])
      return { personId, name: 'Sam', roles: network === undefined ? {} : { [network]: [role] } }
    },
  }
}
type PersonOptions = { network?: string; role?: Role; email?: string | null; locale?: string }

const QUIET = { info: () => undefined, error: () => undefined }

const actorOf = async (scope: Scope, personId: string): Promise<Actor | null> => {
  const { rows } = await sql<{ name: string }>`select name from identity.person where id = ${personId}`.execute(scope)
  const roles = await sql<{ network_id: string; role: Role }>`select network_id, role from identity.role
    where person_id = ${personId} and current_date >= valid_from and (valid_to is null or current_date <= valid_to)`.execute(scope)
  const [row] = rows
  return row === undefined
    ? null
    : { personId, name: row.name, roles: Object.fromEntries(roles.rows.map((each) => [each.network_id, [each.role]])) }
}

/** Waits until something holds, looking ten times a second. @throws after 20 seconds */
export const until = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
  const end = Date.now() + 20_000
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error('it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
