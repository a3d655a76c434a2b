import { randomUUID } from 'node:crypto'
import { type Kysely, PostgresDialect, Kysely as Query, sql } from 'kysely'
import { afterAll, afterEach, beforeEach, inject } from 'vitest'
import type { Actor, Role } from '#platform/actor.ts'
import { APP_ROLE } from '#platform/database/app-role.server.ts'
import { openPool } from '#platform/database/pool.server.ts'
import type { Scope, Tables } from '#platform/db.server.ts'
import { today } from '#platform/today.ts'

/** People, networks and a database for one test. Everything is rolled back when the test ends. */
export type World = {
  /** A new network and its id. Private unless told otherwise. */
  network(options?: { isPublic?: boolean; threshold?: number }): Promise<string>
  /** Somebody new: with a role in a network, or a stranger to all. */
  person(options?: { network?: string; role?: Role; validTo?: string }): Promise<Actor>
  /** What this person does, with the rights of the application and nothing more. A failure undoes only this. */
  as<T>(actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T>
  /** What is there before the test begins, written by the owner. */
  seed<T>(work: (owner: Kysely<Tables>) => Promise<T>): Promise<T>
}

let shared: Kysely<Tables> | undefined
const database = () =>
  (shared ??= new Query<Tables>({
    dialect: new PostgresDialect({
      pool: openPool({ address: inject('ownerUrl'), size: 2, statementTimeout: 60_000, onLost: () => undefined }),
    }),
  }))

export const useWorld = (): World => {
  let connection: Kysely<Tables> | undefined
  let end: () => Promise<void> = async () => undefined
  const here = () => {
    if (connection === undefined) throw new Error('outside of a test')
    return connection
  }
  beforeEach(async () => {
    const transaction = await database().startTransaction().execute()
    connection = transaction
    end = async () => void (await transaction.rollback().execute())
  })
  afterEach(async () => {
    connection = undefined
    await end()
  })
  afterAll(async () => {
    await shared?.destroy()
    shared = undefined
  })

  const within = async <T>(prepare: string, work: (scope: Kysely<Tables>) => Promise<T>): Promise<T> => {
    const scope = here()
    const point = `s${randomUUID().replaceAll('-', '')}`
    await sql.raw(`savepoint ${point}; ${prepare}`).execute(scope)
    try {
      const result = await work(scope)
      await sql.raw(`release savepoint ${point}; reset role`).execute(scope)
      return result
    } catch (error) {
      await sql.raw(`rollback to savepoint ${point}; reset role`).execute(scope)
      throw error
    }
  }
  const seed: World['seed'] = (work) => within('reset role', work)
  return {
    seed,
    as: (actor, work) => within(`set local role ${APP_ROLE}; set local app.person = '${actor.personId}'`, (scope) => work(scope as Scope)),
    ...networksAndPeople(seed),
  }
}

/** New networks and people, as `seed` writes them. */
export const networksAndPeople = (seed: World['seed']): Pick<World, 'network' | 'person'> => ({
  network: async ({ isPublic = false, threshold = 5 } = {}) => {
    const id = `n-${randomUUID()}`
    await seed((owner) =>
      owner
        .insertInto('platform.network')
        .values({
          id,
          name: JSON.stringify({ fr: 'Réseau', nl: 'Netwerk', en: 'Network' }) as never,
          country: 'FR',
          is_public: isPublic,
          disclosure_threshold: threshold,
        })
        .execute(),
    )
    return id
  },
  person: async ({ network, role = 'reader', validTo } = {}) => {
    const personId = randomUUID()
    await seed(async (owner) => {
      await owner.insertInto('identity.person').values({ id: personId, name: 'Somebody', email: null, password_hash: null }).execute()
      if (network !== undefined)
        await owner
          .insertInto('identity.role')
          .values({ network_id: network, person_id: personId, role, valid_from: '2020-01-01', valid_to: validTo ?? null })
          .execute()
    })
    const isValid = validTo === undefined || validTo >= today()
    return { personId, name: 'Somebody', roles: network === undefined || !isValid ? {} : { [network]: [role] } }
  },
})
