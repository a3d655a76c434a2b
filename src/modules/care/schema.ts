import type { Generated } from 'kysely'
import type { CareFunction } from '../directory/index.ts'
import type { State } from './requests/machine.ts'
import type {
  Agreement,
  ConsentWay,
  Destination,
  ExitReason,
  FromKind,
  Missed,
  Mode,
  Present,
  Profession,
  ReasonKind,
  Refusal,
  SectionName,
  Urgency,
} from './vocabulary.ts'

type Reviewed = { reviewed_by: string | null; reviewed_at: Date | null; review: Buffer | null; was_right: boolean | null }

/** Tables of the schema care (migrations 0016 and 0031). A `team` is 'network/service'; what is a Buffer is sealed (#platform/keys). */
export type CareTables = {
  'care.retention': { network_id: string; days: Generated<number>; version: Generated<number> }
  'care.team': {
    network_id: string
    service_id: string
    is_public: Generated<boolean>
    answer_hours: number | null
    meeting_hours: number | null
    meeting_days: number | null
    longest_days: number | null
    today_minutes: number | null
    other_minutes: number | null
    told_hours: number | null
    remind_percent: number | null
    escalate_hours: number | null
    version: Generated<number>
  }
  'care.worker': {
    network_id: string
    service_id: string
    team: Generated<string>
    id: Generated<string>
    person_id: string
    profession: Profession
    is_lead: Generated<boolean>
    valid_from: Generated<string>
    valid_to: string | null
    version: Generated<number>
  }
  'care.person': {
    network_id: string
    id: Generated<string>
    given_name: Generated<string>
    family_name: Generated<string>
    birth_date: string | null
    territory_id: string | null
    language: string | null
    needs_interpreter: Generated<boolean>
    contact: Buffer | null
    account_id: string | null
    merged_into: string | null
    merged_first: string | null
    made_at: Generated<Date>
    version: Generated<number>
    folded: Generated<string>
  }
  'care.consent': {
    network_id: string
    id: Generated<string>
    person_id: string
    to_service_id: string | null
    to_account_id: string | null
    to_words: string | null
    to_team: Generated<string | null>
    sections: SectionName[]
    purpose: string
    how: ConsentWay
    noted_by: string
    noted_service_id: string | null
    noted_team: Generated<string | null>
    given_at: Generated<Date>
    until: string
    withdrawn_at: Date | null
    withdrawn_by: string | null
  }
  'care.emergency': {
    network_id: string
    id: Generated<string>
    person_id: string
    service_id: string
    team: Generated<string>
    reason: Buffer
    responsible_id: string
    at: Generated<Date>
  } & Reviewed
  'care.glass': {
    network_id: string
    id: Generated<string>
    person_id: string
    by_id: string
    reason: Buffer
    at: Generated<Date>
    until: Generated<Date>
  } & Reviewed
  'care.request': {
    network_id: string
    id: Generated<string>
    person_id: string
    chain_id: string
    previous_id: string | null
    from_service_id: string | null
    from_team: Generated<string | null>
    to_service_id: string | null
    to_team: Generated<string | null>
    from_kind: FromKind
    channel: 'form' | 'telephone' | 'team'
    urgency: Urgency
    reason_kind: ReasonKind
    language: string | null
    needs_interpreter: Generated<boolean>
    agreement: Agreement
    may_pass_on: Generated<boolean>
    story: Buffer | null
    state: State
    made_at: Generated<Date>
    made_by: string | null
    sent_at: Date | null
    answered_at: Date | null
    answered_by: string | null
    met_at: Date | null
    begun_at: Date | null
    answer_due: Date | null
    meeting_due: Date | null
    reminders: Generated<number>
    meeting_reminders: Generated<number>
    refusal: Refusal | null
    answer: Buffer | null
    proposed_service_id: string | null
    consent_id: string | null
    emergency_id: string | null
    ended_by_consent: Generated<boolean>
    passed_by_service_id: Generated<string | null>
    announced_at: Date | null
    code_hash: Buffer | null
    version: Generated<number>
  }
  'care.request_step': {
    network_id: string
    request_id: string
    seq: number
    at: Date
    by_id: string | null
    before: State | null
    after: State
  }
  'care.refusal': {
    network_id: string
    id: Generated<string>
    service_id: string
    team: Generated<string>
    on_day: Generated<string>
    from_kind: FromKind
    decision: 'declined' | 'redirected'
    reason: Refusal
  }
  'care.episode': {
    network_id: string
    id: Generated<string>
    person_id: string
    service_id: string
    team: Generated<string>
    care_function: CareFunction | null
    request_id: string | null
    referent_id: string | null
    entered_on: Generated<string>
    left_on: string | null
    exit_reason: ExitReason | null
    destination: Destination | null
    version: Generated<number>
  }
  'care.contact': {
    network_id: string
    id: string
    episode_id: string
    person_id: string
    service_id: string
    team: Generated<string>
    at: Date
    minutes: number | null
    mode: Mode
    workers: Generated<string[]>
    who: Generated<Present[]>
    missed: Missed | null
    note: Buffer | null
    next_on: string | null
    written_by: string
    written_at: Generated<Date>
    version: Generated<number>
  }
  'care.contact_version': {
    network_id: string
    contact_id: string
    version: number
    person_id: string
    service_id: string
    team: Generated<string>
    at: Date
    minutes: number | null
    mode: Mode
    workers: string[]
    who: Present[]
    missed: Missed | null
    note: Buffer | null
    next_on: string | null
    replaced_at: Generated<Date>
    replaced_by: string | null
  }
  'care.third_party_note': {
    network_id: string
    id: Generated<string>
    person_id: string
    service_id: string
    team: Generated<string>
    note: Buffer
    written_by: string
    written_at: Generated<Date>
  }
}
