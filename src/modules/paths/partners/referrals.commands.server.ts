import { randomUUID } from 'node:crypto'
import { groupedCode } from '#modules/identity/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { dayIn } from '#platform/today.ts'
import '../mails.server.ts'
import { readSettings } from '../settings.queries.server.ts'
import { toldText } from '../texts.server.ts'
import type { PartnerKind, Told } from '../vocabulary.ts'
import { newLink } from './link.server.ts'
import { addressOf, type Partner, type Referral, readReferral } from './referrals.queries.server.ts'

export type Wish = { partner: Partner; kind: PartnerKind; told: Told }
type Of = { network: string; file: string }

/** Prepares what a partner would read. Nobody but the team and the person sees it. @returns its id */
export const draftReferral = async (scope: Scope, actor: Actor, { network, file }: Of, service: string, wish: Wish): Promise<string> => {
  const id = randomUUID()
  await scope
    .insertInto('paths.referral')
    .values({
      network_id: network,
      id,
      person_id: file,
      service_id: service,
      organisation_id: wish.partner.organisation,
      partner_service_id: wish.partner.service,
      kind: wish.kind,
      step_id: null,
      consent_id: null,
      state: 'draft',
      told: await toldText.seal(scope, { network, file, row: id, version: 1 }, wish.told),
      told_as: 1,
      closed: null,
      code_hash: null,
      link_until: null,
      made_by: actor.personId,
      sent_at: null,
      read_at: null,
      answered_at: null,
      answer: null,
      reason: null,
      over_at: null,
      forgotten_at: null,
    })
    .execute()
  await record(scope, network, 'paths.draftReferral', `referral/${id}`, { about: file })
  return id
}

const update = (scope: Scope, network: string, { id, version }: Referral) =>
  scope
    .updateTable('paths.referral')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'draft')

/** Changes a draft. @throws Problem conflict, also where it has left meanwhile */
export const changeReferral = async (scope: Scope, { network, file }: Of, referral: Referral, wish: Wish): Promise<void> => {
  const version = referral.version + 1
  const { numUpdatedRows } = await update(scope, network, referral)
    .set({
      organisation_id: wish.partner.organisation,
      partner_service_id: wish.partner.service,
      kind: wish.kind,
      told: await toldText.seal(scope, { network, file, row: referral.id, version }, wish.told),
      told_as: version,
      version,
    })
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'paths.draftReferral', `referral/${referral.id}`, { about: file })
}

/** Throws a draft away, with its words. @throws Problem conflict */
export const dropReferral = async (scope: Scope, { network, file }: Of, referral: Referral): Promise<void> => {
  const { numUpdatedRows } = await update(scope, network, referral)
    .set({ state: 'withdrawn', told: null, version: referral.version + 1 })
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'paths.withdrawReferral', `referral/${referral.id}`, { about: file })
}

export type Sending = {
  how: 'spoken' | 'written' | 'together'
  until: string
  /** For what, as the person and the team see it: in words of the catalogue, never a reason of care. */
  purpose: string
  /** Null: the link is given by hand. */
  mail: Locale | null
}

/**
 * Lets a referral leave, with the consent that names this partner, for this, until then. The link lives no longer than the consent.
 * @returns the code, which is shown once and kept nowhere
 * @throws Problem conflict where it has left or changed; invalid where there is no address on file for a mail
 */
export const sendReferral = async (
  scope: Scope,
  actor: Actor,
  { network, file }: Of,
  id: string,
  seen: number,
  sending: Sending,
): Promise<string> => {
  const referral = await readReferral(scope, network, file, id)
  if (referral.version !== seen || referral.state !== 'draft') throw new Problem('conflict')
  const told = found(referral.told ?? undefined)
  const [organisation, partner] = [found(referral.organisation ?? undefined), found(referral.partner ?? undefined)]
  const { linkDays } = await readSettings(scope, network)
  const last = dayIn(linkDays)
  const linkUntil = [sending.until, last].sort()[0] ?? last
  const consent = randomUUID()
  await scope
    .insertInto('care.consent')
    .values({
      network_id: network,
      id: consent,
      person_id: file,
      to_service_id: null,
      to_account_id: null,
      to_words: partner.slice(0, 200),
      sections: ['identity'],
      purpose: sending.purpose,
      how: sending.how,
      noted_by: actor.personId,
      noted_service_id: referral.service,
      until: sending.until,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute()
  const { code, hash, closed } = await newLink(id, told)
  const { numUpdatedRows } = await update(scope, network, referral)
    .set({ state: 'sent', sent_at: new Date(), consent_id: consent, link_until: linkUntil, code_hash: hash, closed, version: seen + 1 })
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'paths.sendReferral', `referral/${id}`, { about: file })
  if (sending.mail !== null) {
    const address = await addressOf(scope, network, organisation, referral.partnerService)
    if (address === null) throw new Problem('invalid')
    const values = { link: `/partner/${code}`, until: linkUntil }
    await sendMail(scope, { to: address, locale: sending.mail, template: 'partnerReferral', values, network })
  }
  return groupedCode(code)
}

/** Takes a referral back by ending its consent: the link is dead in the same second. @throws Problem not_found where it is over already */
export const withdrawReferral = async (scope: Scope, actor: Actor, { network, file }: Of, id: string): Promise<void> => {
  const referral = await readReferral(scope, network, file, id)
  const { numUpdatedRows } = await scope
    .updateTable('care.consent')
    .set({ withdrawn_at: new Date(), withdrawn_by: actor.personId })
    .where('network_id', '=', network)
    .where('id', '=', found(referral.consent ?? undefined))
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'paths.withdrawReferral', `referral/${id}`, { about: file })
}
