import { sql } from 'kysely'
import { z } from 'zod'
import { VISITOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { defineJob, enqueue } from '#platform/jobs/index.server.ts'
import { LOCALES, type Locale } from '#platform/languages/locales.ts'
import { localeIn, sendMail } from '#platform/mail/index.server.ts'
import { allow } from '#platform/problem.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { attemptKey, countAttempt, forgetAttempts } from '../factors/attempts.server.ts'
import { isFresh, isLimited } from '../factors/policy.ts'
import { seal, unseal } from '../factors/seal.server.ts'
import { asHolder } from '../factors/second.server.ts'
import { endOtherSessions } from '../factors/sessions.server.ts'
import { hashPassword } from '../password.server.ts'
import { attemptKeysOf } from '../sessions/known-browser.server.ts'
import './mails.server.ts'
import { countFrom } from './limits.server.ts'
import { hashOfToken, layLink, linkOf, MINUTES } from './links.server.ts'
import type { Weakness } from './password-rules.ts'
import { refusalOf } from './password-strength.server.ts'
import { rotateSession } from './rotate.server.ts'
import { isShared } from './shared.ts'

const PLACE = 'identity.newPassword'

/**
 * Somebody has forgotten a password. Whether the address belongs to anybody is found out by a job afterwards: the answer, and the time
 * that it takes, are the same for every address. The address waits sealed.
 * @throws Problem too_many after five times for an address, or from one place
 */
export const askNewPassword = async (db: Db, email: string, locale: Locale, remoteAddress: string): Promise<void> => {
  await countFrom(db, remoteAddress)
  await countAttempt(db, [attemptKey('link', email)])
  const address = seal(email, PLACE).toString('base64url')
  await asActor(db, VISITOR, (scope) => enqueue(scope, SEND, { address, locale }))
}

const SEND = 'identity.sendNewPassword'
defineJob({
  name: SEND,
  input: z.object({ address: z.string(), locale: z.enum(LOCALES) }),
  as: 'operator',
  run: async (scope, _, { address, locale }) => {
    const email = unseal(Buffer.from(address, 'base64url'), PLACE)
    if (email === null) return
    const person = await scope
      .selectFrom('identity.person')
      .select(['id'])
      .where('email', '=', email)
      .where('is_operator', '=', false)
      .executeTakeFirst()
    if (person === undefined) return
    const token = await layLink(scope, 'password', person.id)
    const values = { link: `/new-password/${token}`, minutes: MINUTES.password }
    await sendMail(scope, { to: { personId: person.id }, locale, template: 'newPassword', values })
    await record(scope, null, 'identity.sendNewPassword', `person/${person.id}`, { about: person.id })
  },
})

/**
 * A new password by a link. All sessions end, wherever they are; nobody is signed in by it, so that a second factor is still asked for.
 * Failures with the former password count no longer; those with codes do. The act is noted in the trail by the function of the database.
 * @param known the cookie of a browser that signed in before (known-browser.server.ts)
 * @returns why the password is too easy; `over` when the link does not work any more; null when it is done
 */
export const resetPassword = async (
  db: Db,
  token: string | undefined,
  password: string,
  known: string | null,
): Promise<Weakness | 'over' | null> => {
  const [hash, link] = [hashOfToken(token), await linkOf(db, 'password', token)]
  if (hash === null || link === null) return 'over'
  const weakness = refusalOf(password, [link.name, link.email])
  if (weakness !== null) return weakness
  const hashed = await hashPassword(password)
  return asActor(db, VISITOR, async (scope) => {
    const { rows } = await sql<{ person_id: string; email: string | null; locale: string }>`
      select * from identity.use_password_link(${hash}, ${hashed})`.execute(scope)
    const [person] = rows
    if (person === undefined) return 'over'
    if (person.email !== null) {
      const keys = attemptKeysOf(person.email, known)
      await forgetAttempts(scope, keys.known === null ? [keys.shared] : [keys.shared, keys.known])
      await tellChanged(scope, person.email, localeIn(person.locale))
    }
    return null
  })
}

// To the address as it stands now: a change of address that follows does not lead the news away.
const tellChanged = (scope: Scope, email: string, locale: Locale) =>
  sendMail(scope, { to: email, locale, template: 'passwordChanged', values: { link: '/forgotten' } })

/**
 * A new password for somebody who is signed in and has just shown who they are. Other sessions end, and this one goes on under a new token.
 * @returns the token for the cookie, or why the password is too easy
 * @throws Problem forbidden for who has not shown it within ten minutes, and for the shared accounts of the demonstration
 */
export const changePassword = async (
  db: Db,
  { standing, sessionHash }: Holder,
  password: string,
): Promise<{ token: string } | Weakness> => {
  allow(isFresh(standing) && !isLimited(standing) && !isShared(standing), 'identity.changePassword')
  const { personId, name, email } = standing
  const weakness = refusalOf(password, [name, email])
  if (weakness !== null) return weakness
  const hashed = await hashPassword(password)
  return asActor(db, asHolder(standing), async (scope) => {
    await scope.updateTable('identity.person').set({ password_hash: hashed }).where('id', '=', personId).execute()
    await endOtherSessions(scope, sessionHash)
    const token = await rotateSession(scope, sessionHash)
    if (email !== null) await tellChanged(scope, email, localeIn(standing.locale))
    await record(scope, null, 'identity.changePassword', `person/${personId}`, { about: personId })
    return { token }
  })
}
