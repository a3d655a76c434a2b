import { sql } from 'kysely'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { defineMail, localeIn, sendMail } from '#platform/mail/index.server.ts'
import { allow, Problem } from '#platform/problem.ts'
import { hashOfToken } from '../access/links.server.ts'
import { administeredNetwork } from '../members/members.queries.server.ts'
import { canHelp } from '../members/policy.ts'
import { hashOf, newToken } from '../session.server.ts'

defineMail({ name: 'newFactor', values: { network: 'words', link: 'secret', until: 'moment' }, act: 'link' })

const HOURS = 24
export const resetPathOf = (token: string) => `/new-factor/${token}`

/**
 * Helps a member of the network who lost a second factor: a link that works once goes to the address of the account. Nothing is taken
 * away before it is opened, and whoever asks never sees it: it takes an administrator and the mailbox together. Ask for a fresh second
 * factor before.
 * @param isSent false: only the link is made, for the operator to hand over
 * @returns the token of the link (for the mail and the operator only)
 * @throws Problem not_found for who does not administer the network, forbidden for oneself, conflict when there is nothing to help with:
 *   no role in the network today, no address, or no second factor
 */
export const offerReset = async (
  scope: Scope,
  actor: Actor,
  network: string,
  personId: string,
  reason: string | null,
  isSent = true,
): Promise<string> => {
  const { name } = await administeredNetwork(scope, actor, network)
  allow(canHelp(actor, network, personId), 'identity.offerFactorReset')
  const token = newToken()
  const { rows } = await sql<{ laid: boolean }>`
    select identity.lay_factor_link(${hashOf(token)}, ${network}, ${personId}::uuid, ${HOURS * 60}) as laid`.execute(scope)
  if (rows[0]?.laid !== true) throw new Problem('conflict')
  await record(scope, network, 'identity.offerFactorReset', `person/${personId}`, { about: personId, reason })
  if (isSent) {
    const until = new Date(Date.now() + HOURS * 3_600_000).toISOString()
    const values = { network: name, link: resetPathOf(token), until }
    await sendMail(scope, { to: { personId }, template: 'newFactor', values, network })
  }
  return token
}

/**
 * The link is used: passkeys, app and recovery codes are gone, all sessions end, and the next one can do nothing but set up a new second
 * factor. Nobody is signed in by it: the password is still asked for. The act is noted in the trail by the function of the database.
 * @returns false when the link does not work (any more)
 */
export const resetFactors = async (db: Db, token: string | undefined): Promise<boolean> => {
  const hash = hashOfToken(token)
  if (hash === null) return false
  return asActor(db, VISITOR, async (scope) => {
    const { rows } = await sql<{ email: string | null; locale: string }>`select * from identity.use_factor_link(${hash})`.execute(scope)
    const [person] = rows
    if (person === undefined) return false
    if (person.email !== null)
      await sendMail(scope, {
        to: person.email,
        locale: localeIn(person.locale),
        template: 'factorChanged',
        values: { what: 'factors.changed.resetFactors', link: '/account/security' },
      })
    return true
  })
}
