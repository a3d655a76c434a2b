import type { Generated } from 'kysely'
import type { Audience, Found, OpeningReason, Part, PlanKind, ProposalState, Relation, Used, Way, WhyNot } from './vocabulary.ts'

type OfPerson = { network_id: string; person_id: string }

/** Tables of the schema plans (migrations 0019, 0032, 0039 and 0040). A `team` is 'network/service'; what is a Buffer is sealed (#platform/keys). */
export type PlanTables = {
  'plans.rule': {
    network_id: string
    glass_minutes: number
    review_days: number
    opening_hours: number
    renew_months: number
    remind_days: number
    grant_months: number
    version: Generated<number>
  }
  'plans.duty_team': { network_id: string; service_id: string; may_open: boolean; version: Generated<number> }
  'plans.crisis_plan': OfPerson & {
    current_seq: number | null
    for_duty: Generated<boolean>
    shown_to: Generated<Audience[]>
    renew_on: string | null
    reminded_at: Date | null
  }
  'plans.crisis_version': OfPerson & {
    seq: number
    written_at: Generated<Date>
    written_by: string
    how: Way
    service_id: string | null
    signed: Buffer | null
  }
  'plans.crisis_part': OfPerson & { seq: number; section: Part; for_whom: Audience[]; content: Buffer; sealed_as: number }
  'plans.proposal': OfPerson & {
    id: Generated<string>
    kind: PlanKind
    content: Buffer
    by_id: string
    service_id: string | null
    team: Generated<string | null>
    at: Generated<Date>
    state: Generated<ProposalState>
    answered_at: Date | null
  }
  'plans.opening': OfPerson & {
    id: Generated<string>
    seq: number
    by_id: string
    service_id: string
    team: Generated<string>
    reason: OpeningReason
    at: Generated<Date>
    until: Generated<Date>
  }
  'plans.outcome': OfPerson & {
    id: Generated<string>
    service_id: string
    team: Generated<string>
    opening_id: string | null
    on_day: Generated<string>
    found: Found
    used: Used
    why_not: WhyNot | null
    by_id: string
  }
  'plans.looked': OfPerson & { at: Generated<Date> }
  'plans.invite': OfPerson & {
    id: Generated<string>
    code_hash: Buffer
    relation: Relation
    sections: string[]
    until: string
    label: Buffer | null
    made_by: string
    made_at: Generated<Date>
    expires_at: Generated<Date>
    used_at: Date | null
    used_by: string | null
    withdrawn_at: Date | null
  }
  'plans.question': OfPerson & {
    id: Generated<string>
    trail_seq: number | null
    to_service_id: string | null
    to_team: Generated<string | null>
    question: Buffer
    asked_by: string
    asked_at: Generated<Date>
    answer: Buffer | null
    answered_by: string | null
    answered_at: Date | null
  }
  'plans.told': {
    network_id: string
    id: Generated<string>
    account_id: string
    service_id: string
    team: Generated<string>
    topics: string[]
    by_id: string
    at: Generated<Date>
  }
  'plans.recovery_plan': OfPerson & { last_seq: Generated<number> }
  'plans.recovery_update': OfPerson & { seq: number; id: string; content: Buffer; by_id: string; at: Generated<Date> }
  'plans.recovery_version': OfPerson & { seq: number; content: Buffer; at: Generated<Date>; is_return: Generated<boolean> }
}
