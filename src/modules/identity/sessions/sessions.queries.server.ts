import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { BROWSERS, type Browser, SYSTEMS, type System } from './device.ts'

/** A session as its holder sees it. */
export type ShownSession = {
  id: string
  /** The one that asks. */
  isOwn: boolean
  openedAt: Date
  seenAt: Date
  endsAt: Date
  how: 'password' | 'passkey' | 'provider' | 'paper'
  withSecond: boolean
  provider: string | null
  /** Null: signed in, and not seen again yet. */
  browser: Browser | null
  system: System | null
}

type Row = {
  id: string
  is_own: boolean
  created_at: Date
  seen_at: Date
  expires_at: Date
  how: ShownSession['how']
  with_second: boolean
  provider: string | null
  browser: string | null
  system: string | null
}

const shown = (row: Row): ShownSession => ({
  id: row.id,
  isOwn: row.is_own,
  openedAt: row.created_at,
  seenAt: row.seen_at,
  endsAt: row.expires_at,
  how: row.how,
  withSecond: row.with_second,
  provider: row.provider,
  browser: BROWSERS.find((browser) => browser === row.browser) ?? null,
  system: SYSTEMS.find((system) => system === row.system) ?? null,
})

/** The open sessions of whoever acts, the one seen last first. */
export const sessionsOf = async (scope: Scope, own: Buffer | null): Promise<ShownSession[]> =>
  (await sql<Row>`select * from identity.my_sessions(${own})`.execute(scope)).rows.map(shown)

/** Those of somebody else who holds a role today in a network that the actor administers; of nobody else are there any. */
export const sessionsOfMember = async (scope: Scope, network: string, personId: string): Promise<ShownSession[]> =>
  (await sql<Row>`select *, false as is_own from identity.sessions_of(${network}, ${personId}::uuid)`.execute(scope)).rows.map(shown)
