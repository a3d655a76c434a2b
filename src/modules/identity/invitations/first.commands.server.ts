import { sql } from 'kysely'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import { type Locale, languageOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { slugged } from '#platform/slug.ts'
import { hashOfToken, layLink, linkOf } from '../access/links.server.ts'
import type { Weakness } from '../access/password-rules.ts'
import { refusalOf } from '../access/password-strength.server.ts'
import { type Entered, enter } from '../factors/enter.server.ts'
import { hashPassword } from '../password.server.ts'

/** Whether somebody administers something today. */
export const hasAdministrator = async (db: Db): Promise<boolean> =>
  (await sql<{ yes: boolean }>`select identity.has_administrator() as yes`.execute(db)).rows[0]?.yes === true

/**
 * A link for the first administrator, good once and for a day; the one of the start before ends. Of nobody's use once there is an
 * administrator. @returns its path without the language; null when there is an administrator
 */
export const firstLink = async (db: Db): Promise<string | null> => {
  if (await hasAdministrator(db)) return null
  const token = await asActor(db, OPERATOR, async (scope) => {
    const laid = await layLink(scope, 'first', null)
    await record(scope, null, 'identity.offerAdministration', 'first')
    return laid
  })
  return `/first/${token}`
}

/** Whether a link for the first administrator works, and whether a network must be named, because there is none yet. */
export const firstOf = async (db: Db, token: string | undefined): Promise<{ needsNetwork: boolean } | null> => {
  if ((await linkOf(db, 'first', token)) === null || (await hasAdministrator(db))) return null
  const networks = await asActor(db, OPERATOR, (scope) => scope.selectFrom('platform.network').select('id').limit(1).execute())
  return { needsNetwork: networks.length === 0 }
}

export type First = { name: string; email: string; password: string; locale: Locale; network: string; country: string }

/**
 * The first administrator: of a new network, or of those that were loaded before. The act is noted in the trail by the function of the
 * database. @returns the session, why the password is too easy, or `over` @throws Problem conflict when an account has this address
 */
export const becomeFirst = async (db: Db, token: string, first: First, former: Buffer | null): Promise<Entered | Weakness | 'over'> => {
  if ((await firstOf(db, token)) === null) return 'over'
  const weakness = refusalOf(first.password, [first.name, first.email])
  if (weakness !== null) return weakness
  const hash = await hashPassword(first.password)
  const id = slugged(first.network) || 'network'
  const words = JSON.stringify({ [languageOf(first.locale)]: first.network })
  const personId = await asActor(db, VISITOR, async (scope) => {
    const { rows } = await sql<{
      id: string | null
    }>`select identity.use_first_link(${hashOfToken(token)}, ${first.name}, ${first.email}, ${hash},
      ${first.locale}, ${id}, ${words}::jsonb, ${first.country}) as id`.execute(scope)
    return rows[0]?.id ?? null
  }).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === '23505' ? new Problem('conflict') : error
  })
  return personId === null ? 'over' : ((await enter(db, { personId, isStrong: false, former })) ?? 'over')
}
