import { sql } from 'kysely'
import { asActor, type Db } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { openToken, sealToken } from '../factors/seal.server.ts'
import { knownBrowserOf } from './known-browser.server.ts'

defineMail({ name: 'signInFailures', values: { link: 'path' }, act: 'link' })

const PLACE = 'identity.sign-in-again'
const A_DAY = 24 * 60

/**
 * Notes whose account a failed attempt meant (null: nobody's; the work is the same). After ten failures in a row the person gets a
 * mail, once a day at most, with a link that lets the browser where it is opened try without waiting for what strangers did.
 */
export const noteFailedAttempt = async (db: Db, key: Buffer, personId: string | null): Promise<void> => {
  const { rows } = await sql<{ is_told: boolean }>`select identity.note_failure(${key}, ${personId}) as is_told`.execute(db)
  if (rows[0]?.is_told !== true || personId === null) return
  const link = `/sign-in/again?by=${sealToken(personId, PLACE, A_DAY)}`
  await asActor(db, { personId, name: '', roles: {} }, async (scope) => {
    if ((await emailOf(scope, personId)) !== null) await sendMail(scope, { to: { personId }, template: 'signInFailures', values: { link } })
  })
}

const emailOf = async (scope: Db, personId: string): Promise<string | null> =>
  (await scope.selectFrom('identity.person').select('email').where('id', '=', personId).executeTakeFirst())?.email ?? null

/** The cookie for whoever opened the link of that mail; null when it is too old, or no link of ours. */
export const knownByMail = async (db: Db, token: string): Promise<string | null> => {
  const personId = openToken(token, PLACE)
  if (typeof personId !== 'string') return null
  const email = await asActor(db, { personId, name: '', roles: {} }, (scope) => emailOf(scope, personId))
  return email === null ? null : knownBrowserOf(email)
}
