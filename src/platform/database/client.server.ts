import pg from 'pg'
import { ZONE } from '../today.ts'
import { placeOf } from './address.server.ts'

/**
 * A connection that never brings the process down: one that is lost fails its queries, and that is enough.
 * @throws one line that says where nobody answered, without the login
 */
export const connected = async (config: pg.ClientConfig & { connectionString: string }): Promise<pg.Client> => {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    throw explained(error, config.connectionString)
  }
  return client
}

/** Runs work on a connection of its own, in the day of the people (see openPool): what the owner lays is of the day that they have. */
export const withClient = async <T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = await connected({ connectionString: address, application_name: 'maillage owner', connectionTimeoutMillis: 10_000 })
  try {
    await client.query(`set timezone to '${ZONE}'`)
    return await work(client)
  } finally {
    await client.end()
  }
}

/** PostgreSQL's or the system's code of an error, also of one that was explained. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const explained = (error: unknown, address: string): Error => {
  if (!(error instanceof Error)) return new Error(String(error))
  const advice = error instanceof pg.DatabaseError ? 'check DATABASE_URL and DATABASE_APP_URL' : 'is it running, and is DATABASE_URL right?'
  // Several addresses of one name that all refuse come as an error without a message.
  const why = error.message || codeOf(error) || error.name
  return Object.assign(new Error(`the database at ${placeOf(address)} does not let us in (${why}): ${advice}`, { cause: error }), {
    code: codeOf(error),
  })
}
