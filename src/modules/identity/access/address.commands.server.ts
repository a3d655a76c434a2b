import { sql } from 'kysely'
import { VISITOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import { localeIn, sendMail } from '#platform/mail/index.server.ts'
import { allow } from '#platform/problem.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { attemptKey, countAttempt } from '../factors/attempts.server.ts'
import { isFresh, isLimited } from '../factors/policy.ts'
import { asHolder } from '../factors/second.server.ts'
import './mails.server.ts'
import { hashOfToken, layLink, MINUTES } from './links.server.ts'
import { isShared } from './shared.ts'

/**
 * Somebody wants to be reached, and to sign in, with another address. A link goes there, and a word to the former address. What happens
 * on the screen says nothing about whether somebody else has the new one: that is found out when the link is used.
 * @throws Problem forbidden for who has not shown within ten minutes who they are, and for the shared accounts of the demonstration
 */
export const askAddress = async (db: Db, { standing }: Holder, email: string): Promise<void> => {
  allow(isFresh(standing) && !isLimited(standing) && !isShared(standing), 'identity.changeAddress')
  await countAttempt(db, [attemptKey('link', standing.personId), attemptKey('link', email)])
  const { personId } = standing
  const locale = localeIn(standing.locale)
  await asActor(db, asHolder(standing), async (scope) => {
    const token = await layLink(scope, 'address', personId, email)
    const until = new Date(Date.now() + MINUTES.address * 60_000).toISOString()
    await sendMail(scope, { to: email, locale, template: 'confirmAddress', values: { link: `/new-address/${token}`, until } })
    if (standing.email !== null && standing.email !== email)
      await sendMail(scope, { to: standing.email, locale, template: 'addressAsked', values: { link: '/account/security' } })
    await record(scope, null, 'identity.askAddress', `person/${personId}`, { about: personId })
  })
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505'

/**
 * The new address is confirmed by whoever reads it: it takes the place of the former one, which is told. Whoever holds the link need not
 * be signed in. The act is noted in the trail by the function of the database.
 * @returns `taken` when somebody else has this address (told to its reader alone), `over` when the link does not work any more
 */
export const confirmAddress = async (db: Db, token: string | undefined): Promise<'done' | 'taken' | 'over'> => {
  const hash = hashOfToken(token)
  if (hash === null) return 'over'
  try {
    return await asActor(db, VISITOR, async (scope) => {
      const { rows } = await sql<{ person_id: string; former: string | null; locale: string }>`
        select * from identity.use_address_link(${hash})`.execute(scope)
      const [changed] = rows
      if (changed === undefined) return 'over'
      const { former, locale } = changed
      if (former !== null)
        await sendMail(scope, { to: former, locale: localeIn(locale), template: 'addressChanged', values: { link: '/help' } })
      return 'done'
    })
  } catch (error) {
    if (isTaken(error)) return 'taken'
    throw error
  }
}
