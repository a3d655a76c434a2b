import { sql } from 'kysely'
import type { Db, Scope } from '#platform/db.server.ts'
import { hashOf, newToken } from '../session.server.ts'
import { Token } from './schema.ts'

type LinkKind = 'password' | 'address' | 'first'
export const MINUTES: Record<LinkKind, number> = { password: 60, address: 24 * 60, first: 24 * 60 }

/** The hash of a token in an address; null for what has not the form of one, and so opens nothing. */
export const hashOfToken = (token: string | undefined): Buffer | null => (Token.safeParse(token).success ? hashOf(token ?? '') : null)

/**
 * Makes a link that works once; the former one of its kind for this person ends. The database keeps its hash only.
 * @returns the token, for the link only
 */
export const layLink = async (scope: Scope, kind: LinkKind, personId: string | null, email: string | null = null): Promise<string> => {
  const token = newToken()
  await sql`select identity.lay_link(${hashOf(token)}, ${kind}, ${personId}, ${email}, ${MINUTES[kind]})`.execute(scope)
  return token
}

export type Link = { personId: string | null; name: string | null; email: string | null; newEmail: string | null }

/** Whose link this is, to show its form; null when it does not work (any more). Looking uses nothing up: mail programs look, too. */
export const linkOf = async (db: Db | Scope, kind: LinkKind | 'factor', token: string | undefined): Promise<Link | null> => {
  const hash = hashOfToken(token)
  if (hash === null) return null
  const { rows } = await sql<{ person_id: string | null; name: string | null; email: string | null; new_email: string | null }>`
    select * from identity.link_of(${hash}, ${kind})`.execute(db)
  const [row] = rows
  return row === undefined ? null : { personId: row.person_id, name: row.name, email: row.email, newEmail: row.new_email }
}
