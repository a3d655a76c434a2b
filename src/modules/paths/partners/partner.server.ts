import { sql } from 'kysely'
import { attemptKey, countAttempt, forgetAttempts } from '#modules/identity/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { placeIn } from '#platform/server/client.server.ts'
import type { Words } from '#platform/words.ts'
import { tellOfPath } from '../mails.server.ts'
import type { DeclineReason, PartnerAnswer, PartnerKind, Told } from '../vocabulary.ts'
import { linkTyped, openedBy } from './link.server.ts'

export type Shown = { network: Words; partner: string; kind: PartnerKind; state: 'read' | 'accepted'; until: string; told: Told }

/** What is behind a code; null for one that is wrong, expired, withdrawn or answered with a no: nobody can tell them apart. */
export const openReferral = async (scope: Scope, typed: string): Promise<(Shown & { code: string }) | null> => {
  const link = await linkTyped(typed)
  if (link === null) return null
  const { rows } = await sql<Omit<Shown, 'told'> & { referral_id: string; closed: Buffer }>`
    select network, partner, referral_id, kind, state, closed, until::text from paths.open_referral(${link.hash})`.execute(scope)
  const [row] = rows
  if (row === undefined) return null
  const { referral_id, closed, ...rest } = row
  const told = openedBy(link.code, referral_id, closed)
  return told === null ? null : { ...rest, told, code: link.code }
}

export type Answered = { answer: PartnerAnswer; reason: DeclineReason | null }
/** Answers for a partner, once; the worker and the person are told that there is an answer. @returns false for a link that is dead */
export const answerReferral = async (scope: Scope, actor: Actor, typed: string, { answer, reason }: Answered): Promise<boolean> => {
  const link = await linkTyped(typed)
  if (link === null) return false
  const { rows } = await sql<{ network_id: string; worker: string | null; account: string | null }>`
    select network_id, worker, account from paths.answer_referral(${link.hash}, ${answer}, ${reason})`.execute(scope)
  const [row] = rows
  if (row === undefined) return false
  if (row.worker !== null)
    await sendMail(scope, { to: { personId: row.worker }, template: 'partnerAnswered', values: { link: `/paths/${row.network_id}` } })
  await tellOfPath(scope, actor, row.account)
  return true
}

/**
 * Does something with a code that somebody typed or followed, and counts it as a try from where they are: five wrong ones make them wait.
 * @throws Problem too_many
 */
export const tried = async <T>(
  db: Db,
  actor: Actor,
  remoteAddress: string,
  work: (scope: Scope) => Promise<T | null>,
): Promise<T | null> => {
  const key = attemptKey('code', `partner ${placeIn(remoteAddress)}`)
  await countAttempt(db, [key])
  const done = await asActor(db, actor, work)
  if (done !== null) await forgetAttempts(db, [key])
  return done
}
