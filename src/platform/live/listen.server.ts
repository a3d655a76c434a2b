import type pg from 'pg'
import { connected } from '../database/client.server.ts'

export type Listening = {
  /** Whether notes arrive now: false while the connection is being made anew. */
  isUp(): boolean
  stop(): Promise<void>
}
type Options = {
  address: string
  channel: string
  onNote: (payload: string) => void
  /** The line is there, for the first time or again: whatever was noted meanwhile was missed. */
  onUp: () => void
  onDown: () => void
}

const [FIRST_WAIT, LONGEST_WAIT] = [250, 10_000]
const LOOK_EVERY = 15_000

/**
 * Hears what others NOTIFY on a channel of PostgreSQL, over one connection of its own that is made again whenever it is lost. It must lead
 * to the database itself: a pooler that lends connections for a transaction (PgBouncer) loses notes without a word.
 */
export const listen = ({ address, channel, onNote, onUp, onDown }: Options): Listening => {
  let client: pg.Client | null = null
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let wait = FIRST_WAIT
  let looking: NodeJS.Timeout | undefined

  const lost = (which: pg.Client) => {
    if (client !== which) return
    client = null
    clearInterval(looking)
    void which.end().catch(() => undefined)
    if (isOver) return
    onDown()
    again()
  }
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void begin(), wait)
    timer.unref()
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }
  const begin = async () => {
    let next: pg.Client
    try {
      next = await connected({
        connectionString: address,
        application_name: 'maillage live',
        connectionTimeoutMillis: 10_000,
        keepAlive: true,
      })
    } catch {
      if (!isOver) again()
      return
    }
    if (isOver) return void (await next.end().catch(() => undefined))
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    next.on('notification', ({ payload }) => onNote(payload ?? ''))
    client = next
    try {
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch {
      return lost(next)
    }
    wait = FIRST_WAIT
    // A connection that died without a word is found out.
    looking = setInterval(() => void next.query('select 1').catch(() => lost(next)), LOOK_EVERY)
    looking.unref()
    onUp()
  }
  void begin()
  return {
    isUp: () => client !== null,
    stop: async () => {
      isOver = true
      clearTimeout(timer)
      clearInterval(looking)
      const last = client
      client = null
      await last?.end().catch(() => undefined)
    },
  }
}
