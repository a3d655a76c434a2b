import type { Begun } from '#modules/field/vocabulary.ts'
import type { Box, Change, Row } from './box.ts'
import { keyFromSecret, newKey, type Sealed, sealJson, unsealJson } from './seal.ts'

/** What is known without a key. `seq`: the last page of the sync that is kept. `metAt`: when the server last answered. */
export type Meta = Row & {
  device: string
  person: string | null
  session: string | null
  seq: number
  metAt: number
  hours: number
  fileBytes: number
  /** How far the clock of this device is behind that of the server, in milliseconds; none in a store of an older program. */
  skew?: number
  /** Why nothing is here, to be told once somebody looks. */
  wiped: Wiped | null
  /** Signing out was asked for without a network: the server is told first thing. */
  isLeaving: boolean
}
export const WIPED = ['left', 'ended', 'late', 'clock', 'other'] as const
export type Wiped = (typeof WIPED)[number]
type KeyRow = Row & { value: CryptoKey }
type RecordRow = Row & { sealed: Sealed }
/** Both keys while the store is open: `data` for what came from the server, `outbox` for what was written here. */
export type Keys = { data: CryptoKey; outbox: CryptoKey }

const HOUR = 3_600_000
/** A clock that went back by more than this is not believed: else data would stay as long as somebody likes. */
const SLIP = 10 * 60_000

export const readMeta = async (box: Box): Promise<Meta> =>
  (await box.get<Meta>('meta', 'meta')) ?? {
    key: 'meta',
    device: crypto.randomUUID(),
    person: null,
    session: null,
    seq: 0,
    metAt: 0,
    hours: 12,
    fileBytes: 0,
    wiped: null,
    isLeaving: false,
  }
export const writeMeta = async (box: Box, change: Partial<Meta>): Promise<Meta> => {
  const meta = { ...(await readMeta(box)), ...change }
  await box.write([{ drawer: 'meta', put: meta }])
  return meta
}

/** Whether data may still be shown: the server answered within the hours that it set, and the clock went forward since. */
export const isInTime = ({ metAt, hours }: Meta, now: number): boolean => now >= metAt - SLIP && now < metAt + hours * HOUR

/**
 * Forgets all that came from the server and both keys. What was written here and not sent stays, closed: its key comes back when the
 * same person signs in again.
 */
export const wipe = async (box: Box, why: Wiped): Promise<Meta> => {
  const meta: Meta = { ...(await readMeta(box)), seq: 0, session: null, metAt: 0, wiped: why }
  await box.write([
    { drawer: 'keys', empty: true },
    { drawer: 'records', empty: true },
    { drawer: 'meta', put: meta },
  ])
  return meta
}

/** The keys, while they are here and in time; forgets everything when the time is over. */
export const openKeys = async (box: Box, now: number): Promise<Keys | null> => {
  const [data, outbox] = [await box.get<KeyRow>('keys', 'data'), await box.get<KeyRow>('keys', 'outbox')]
  if (data === undefined || outbox === undefined) return null
  const meta = await readMeta(box)
  if (isInTime(meta, now)) return { data: data.value, outbox: outbox.value }
  await wipe(box, now < meta.metAt ? 'clock' : 'late')
  return null
}

/**
 * The server knows the session: makes the keys where there are none. Another session, or another person, begins with an empty store:
 * a key lives as long as its session.
 */
export const begin = async (box: Box, { person, session, secret, hours, fileBytes, now: there }: Begun, now: number): Promise<Keys> => {
  const before = await readMeta(box)
  const kept = before.session === session && before.person === person ? await openKeys(box, now) : null
  const keys = kept ?? { data: await newKey(), outbox: await keyFromSecret(secret, before.device) }
  const fresh: Change[] =
    kept !== null
      ? []
      : [
          { drawer: 'keys', empty: true },
          { drawer: 'records', empty: true },
          { drawer: 'keys', put: { key: 'data', value: keys.data } as KeyRow },
          { drawer: 'keys', put: { key: 'outbox', value: keys.outbox } as KeyRow },
        ]
  const ahead = Date.parse(there) - now
  const skew = Number.isNaN(ahead) ? 0 : ahead
  const meta: Meta = { ...before, person, session, hours, fileBytes, skew, metAt: now, wiped: null, seq: kept === null ? 0 : before.seq }
  await box.write([...fresh, { drawer: 'meta', put: meta }])
  return keys
}

/** One record, closed, as a change to write with others. */
export const record = async (keys: Keys, key: string, value: unknown): Promise<Change> => ({
  drawer: 'records',
  put: { key, sealed: await sealJson(keys.data, `record ${key}`, value) } as RecordRow,
})
/** All records, open. What does not open (another key's, or changed) is left out: the next sync brings it again. */
export const readRecords = async (box: Box, keys: Keys): Promise<Map<string, unknown>> => {
  const rows = await box.all<RecordRow>('records')
  const values = await Promise.all(rows.map(({ key, sealed }) => unsealJson(keys.data, `record ${key}`, sealed)))
  return new Map(rows.flatMap(({ key }, at) => (values[at] === null ? [] : [[key, values[at]] as const])))
}
