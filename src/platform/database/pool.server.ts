import pg from 'pg'
import { ZONE } from '../today.ts'

export type PoolOptions = {
  address: string
  /** Connections at most. */
  size: number
  /** After so many milliseconds PostgreSQL ends a statement. */
  statementTimeout: number
  /** Hears of connections that were lost while nobody used them. */
  onLost: (error: Error) => void
}

const IDLE_MS = 30_000
const CONNECT_MS = 10_000
const IDLE_IN_TRANSACTION_MS = 60_000

/**
 * The connections that serve requests. A lost one fails the work that used it, and never the process; the next request gets
 * a new one. Values come as the code uses them: whole numbers and decimals as numbers, days as 'YYYY-MM-DD', moments as Date.
 */
export const openPool = ({ address, size, statementTimeout, onLost }: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: address,
    max: size,
    application_name: 'maillage',
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: { getTypeParser },
    onConnect: inOurDay,
  })
  pool.on('error', onLost)
  // While a connection is in use the pool does not listen: without this a lost one would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

// What holds "today" in a policy holds by the day of the people, and not by that of UTC, which begins an hour or two after theirs. Set on
// the connection: a pooler in transaction mode keeps this setting with its client (docs/high-availability.md).
const inOurDay = (client: pg.ClientBase) => client.query(`set timezone to '${ZONE}'`).then(() => undefined)

const { DATE, INT8, NUMERIC } = pg.types.builtins
// The numbers of the array types in pg_type.dat; pg names only those of single values.
const [TEXT_ARRAY, INT8_ARRAY, DATE_ARRAY] = [1009, 1016, 1182]

/** A count or an identity as a number. @throws rather than round one beyond 2^53 */
const wholeNumber = (text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large for a number of JavaScript: select it as text`)
  return number
}

const words = (text: string): (string | null)[] => pg.types.getTypeParser(TEXT_ARRAY)(text)

const getTypeParser: typeof pg.types.getTypeParser = (type, format) => {
  if (format === 'binary') return pg.types.getTypeParser(type, format)
  if (type === INT8) return wholeNumber
  if (type === NUMERIC) return Number
  if (type === DATE) return String
  if (type === DATE_ARRAY) return words
  if (type === INT8_ARRAY) return (text: string) => words(text).map((word) => (word === null ? null : wholeNumber(word)))
  return pg.types.getTypeParser(type, format)
}
