import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, type Role, VISITOR } from '#platform/actor.ts'
import type { Db } from '#platform/db.server.ts'
import { type Device, deviceOf } from './sessions/device.ts'

export const SESSION_HOURS = 12

/** What is stored of a token: a copy of the database opens no session. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest()
export const newToken = () => randomBytes(32).toString('base64url')

/** The cookie's name; the prefix binds it to this host and to https, where there is https. */
export const cookieName = (isSecure: boolean) => (isSecure ? '__Host-session' : 'session')
export const cookieOf = (token: string, isSecure: boolean, seconds = SESSION_HOURS * 3600) =>
  `${cookieName(isSecure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`

/** The hash of the session that a cookie header carries, if it has the form of one. */
export const sessionOf = (cookies: string | null, isSecure: boolean): Buffer | null => {
  const token = cookies
    ?.split(';')
    .map((cookie) => cookie.trim().split('='))
    .find(([name]) => name === cookieName(isSecure))?.[1]
  return token !== undefined && /^[\w-]{43}$/.test(token) ? hashOf(token) : null
}

/**
 * Who holds this session; a visitor when it is unknown or over. `userAgent`, where a browser asks: with it the session is noted as seen,
 * every five minutes at most.
 */
export const actorOf = async (db: Db, hash: Buffer | null, userAgent?: string | null): Promise<Actor> => {
  if (hash === null) return VISITOR
  const { rows } = await sql<{
    person_id: string
    name: string
    roles: Record<string, Role[]>
    is_due: boolean
  }>`select * from identity.actor_of(${hash})`.execute(db)
  const row = rows[0]
  if (row === undefined) return VISITOR
  if (row.is_due && userAgent !== undefined) await seeSession(db, hash, deviceOf(userAgent))
  return { personId: row.person_id, name: row.name, roles: row.roles }
}

const seeSession = (db: Db, hash: Buffer, { browser, system }: Device) =>
  sql`select identity.see_session(${hash}, ${browser}, ${system})`.execute(db)
