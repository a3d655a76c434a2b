import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { CARD_LENGTH, groupedCode, hashOfCard, newCode } from '#modules/identity/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found } from '#platform/problem.ts'
import { monthsAfter, today } from '#platform/today.ts'
import type { SectionName } from '../../care/vocabulary.ts'
import '../mails.server.ts'
import { rulesOf } from '../rules.server.ts'
import { ownFile } from '../space/files.server.ts'
import { sealText } from '../texts.server.ts'
import type { Grantable, Relation } from '../vocabulary.ts'

export type Invitation = { label: string; relation: Relation; sections: readonly Grantable[]; months: number; email: string | null }
export type NewInvite = { id: string; code: string; until: string }

/** Whoever may read something may know whose it is. */
const withName = (sections: readonly Grantable[]): SectionName[] => ['identity', ...sections]

// Nothing is shared for longer than the network lets it be.
const untilIn = async (scope: Scope, network: string, months: number): Promise<string> =>
  monthsAfter(today(), Math.min(months, (await rulesOf(scope, network)).grantMonths))

/** Makes a code that brings one account into the circle within three weeks: for a card, and for a mail where there is an address. */
export const invite = async (scope: Scope, actor: Actor, network: string, wish: Invitation, locale: Locale): Promise<NewInvite> => {
  const file = await ownFile(scope, network)
  const [id, code, until] = [randomUUID(), newCode(CARD_LENGTH), await untilIn(scope, network, wish.months)]
  const label =
    wish.label === '' ? null : await sealText(scope, { network, file: file.id, table: 'invite', column: 'label', row: id }, wish.label)
  await scope
    .insertInto('plans.invite')
    .values({
      network_id: network,
      id,
      person_id: file.id,
      code_hash: await hashOfCard(code),
      relation: wish.relation,
      sections: withName(wish.sections),
      until,
      label,
      made_by: actor.personId,
      used_at: null,
      used_by: null,
      withdrawn_at: null,
    })
    .execute()
  await record(scope, network, 'plans.invite', `invite/${id}`, { about: file.id })
  if (wish.email !== null) {
    const values = { link: `/circle/join/${code}`, until }
    await sendMail(scope, { to: wish.email, locale, template: 'circleInvite', values })
  }
  return { id, code: groupedCode(code), until }
}

/** Takes back a code that nobody has used. @throws Problem not_found */
export const withdrawInvite = async (scope: Scope, network: string, id: string): Promise<void> => {
  const { numUpdatedRows } = await scope
    .updateTable('plans.invite')
    .set({ withdrawn_at: new Date() })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'plans.withdrawInvite', `invite/${id}`, { about: (await ownFile(scope, network)).id })
}

/** Comes into somebody's circle with their code. Null: it is none, or no longer. */
export const joinCircle = async (scope: Scope, code: string): Promise<{ network: string; person: string } | null> => {
  const { rows } = await sql<{ network: string; person: string }>`
    select network_id as network, person_id as person from plans.join_circle(${await hashOfCard(code)})`.execute(scope)
  return rows[0] ?? null
}

/** Ends one of one's own consents at this second. @throws Problem not_found */
export const withdrawConsent = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  const file = await ownFile(scope, network)
  const { numUpdatedRows } = await scope
    .updateTable('care.consent')
    .set({ withdrawn_at: new Date(), withdrawn_by: actor.personId })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'plans.withdrawConsent', `consent/${id}`, { about: file.id })
}

/** Gives back all that somebody let the one who acts read. @throws Problem not_found */
export const leaveCircle = async (scope: Scope, network: string, person: string): Promise<void> => {
  const { rows } = await sql<{ left: boolean }>`select plans.leave_circle(${network}, ${person}) as left`.execute(scope)
  found(rows[0]?.left === true ? true : undefined)
}

export type Grant = { account: string; service?: never } | { service: string; account?: never }
/** Lets somebody of the circle, or a team, read these sections and no others, from now on and until a day. No section: nothing any more. */
export const grant = async (
  scope: Scope,
  actor: Actor,
  network: string,
  to: Grant,
  { sections, months }: { sections: readonly Grantable[]; months: number },
): Promise<void> => {
  const file = await ownFile(scope, network)
  // Whoever was never in the circle is not brought into it by an id.
  const { rows } = await sql<{ id: string }>`update care.consent set withdrawn_at = now(), withdrawn_by = platform.person()
    where network_id = ${network} and person_id in (select care.my_files()) and withdrawn_at is null and noted_service_id is null
      and (to_account_id = ${to.account ?? null} or (to_service_id = ${to.service ?? null} and purpose = 'circle')) returning id`.execute(
    scope,
  )
  if (to.account !== undefined) found(rows[0] ?? (await wasInCircle(scope, to.account)))
  if (sections.length > 0) {
    await scope
      .insertInto('care.consent')
      .values({
        network_id: network,
        id: randomUUID(),
        person_id: file.id,
        to_service_id: to.service ?? null,
        to_account_id: to.account ?? null,
        to_words: null,
        sections: to.account === undefined ? [...sections] : withName(sections),
        purpose: 'circle',
        how: 'self',
        noted_by: actor.personId,
        noted_service_id: null,
        until: await untilIn(scope, network, months),
        withdrawn_at: null,
        withdrawn_by: null,
      })
      .execute()
  }
  await record(scope, network, 'plans.grant', sections.join(' ') || 'none', { about: file.id })
}
const wasInCircle = async (scope: Scope, account: string) =>
  (await sql<{ account_id: string }>`select account_id from plans.my_circle() where account_id = ${account}`.execute(scope)).rows[0]
