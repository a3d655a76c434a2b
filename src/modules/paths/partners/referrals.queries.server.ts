import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { toldText } from '../texts.server.ts'
import type { DeclineReason, PartnerAnswer, PartnerKind, Told } from '../vocabulary.ts'
import type { ReferralState } from './machine.ts'

export type Referral = {
  id: string
  person: string
  service: string
  kind: PartnerKind
  state: ReferralState
  /** Null once its words were deleted. */
  partner: string | null
  organisation: string | null
  partnerService: string | null
  told: Told | null
  madeAt: Date
  sentAt: Date | null
  readAt: Date | null
  answeredAt: Date | null
  answer: PartnerAnswer | null
  reason: DeclineReason | null
  linkUntil: string | null
  consent: string | null
  version: number
}
type Row = Omit<Referral, 'told'> & { told: Buffer | null; toldAs: number }

const REFERRAL = sql`select r.id, r.person_id as person, r.service_id as service, r.kind, r.state, paths.name_of_partner(r.network_id, r.id) as partner,
    r.organisation_id as organisation, r.partner_service_id as "partnerService", r.told, r.told_as as "toldAs", r.made_at as "madeAt", r.sent_at as "sentAt",
    r.read_at as "readAt", r.answered_at as "answeredAt", r.answer, r.reason, r.link_until::text as "linkUntil", r.consent_id as consent, r.version
  from paths.referral r`
const opened = async (scope: Scope, network: string, { told, toldAs, ...rest }: Row): Promise<Referral> => ({
  ...rest,
  told: told === null ? null : await toldText.open(scope, { network, file: rest.person, row: rest.id, version: toldAs }, told),
})

/** What was told to partners about somebody, the latest first. Drafts that were thrown away told nobody anything. */
export const listReferrals = async (scope: Scope, network: string, file: string): Promise<Referral[]> => {
  const { rows } = await sql<Row>`${REFERRAL} where r.network_id = ${network} and r.person_id = ${file}
      and not (r.state = 'withdrawn' and r.sent_at is null) order by r.made_at desc limit 100`.execute(scope)
  const all: Referral[] = []
  for (const row of rows) all.push(await opened(scope, network, row))
  return all
}
/** @throws Problem not_found */
export const readReferral = async (scope: Scope, network: string, file: string, id: string): Promise<Referral> => {
  const { rows } = await sql<Row>`${REFERRAL} where r.network_id = ${network} and r.person_id = ${file} and r.id = ${id}`.execute(scope)
  return opened(scope, network, found(rows[0]))
}

export type Partner = {
  /** `organisation` or `organisation/service`, as a form sends it. */
  id: string
  organisation: string
  service: string | null
  name: string
  /** Whether there is an address on file to which a link can be mailed. */
  hasMail: boolean
}
/**
 * The organisations of the directory to which somebody can be referred, and services outside care: none that is a house of care or a
 * team (paths.is_partner asks the same).
 */
export const listPartners = async (scope: Scope, network: string): Promise<Partner[]> => {
  const { rows } = await sql<Omit<Partner, 'id'>>`
    select o.id as organisation, null as service, o.name, o.email is not null as "hasMail", o.name as sorted from directory.organisation o
     where o.network_id = ${network} and paths.is_partner(o.network_id, o.id, null) and o.kind not in ('centre', 'professional_body')
    union all
    select o.id, s.id, left(s.name || ', ' || o.name, 200), coalesce(s.email, o.email) is not null, o.name from directory.service s
      join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
     where o.network_id = ${network} and s.care_function is null and s.status = 'active' and paths.is_partner(o.network_id, o.id, s.id)
       and o.kind not in ('centre', 'professional_body')
     order by sorted, service nulls first limit 500`.execute(scope)
  return rows.map(({ organisation, service, name, hasMail }) => ({
    id: service === null ? organisation : `${organisation}/${service}`,
    organisation,
    service,
    name,
    hasMail,
  }))
}

/** Where a link is mailed: the address of the service, else of its organisation. */
export const addressOf = async (scope: Scope, network: string, organisation: string, service: string | null): Promise<string | null> => {
  const { rows } = await sql<{ email: string | null }>`
    select coalesce(s.email, o.email) as email from directory.organisation o
      left join directory.service s on s.network_id = o.network_id and s.organisation_id = o.id and s.id = ${service}
     where o.network_id = ${network} and o.id = ${organisation}`.execute(scope)
  return rows[0]?.email ?? null
}
