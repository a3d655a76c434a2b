import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, type Role, VISITOR } from '#platform/actor.ts'
import type { Db } from '#platform/db.server.ts'

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

/** Who holds this session; a visitor when it is unknown or over. */
export const actorOf = async (db: Db, hash: Buffer | null): Promise<Actor> => {
  if (hash === null) return VISITOR
  const { rows } = await sql<{
    person_id: string
    name: string
    roles: Record<string, Role[]>
  }>`select * from identity.actor_of(${hash})`.execute(db)
  const row = rows[0]
  return row === undefined ? VISITOR : { personId: row.person_id, name: row.name, roles: row.roles }
}
