import type { Generated } from 'kysely'
import type { ReferralState } from './partners/machine.ts'
import type { StepState } from './path/machine.ts'
import type { DeclineReason, Domain, FamilyKind, Helper, PartnerAnswer, PartnerKind, ProposalState, StepWay, Theme } from './vocabulary.ts'

type OfPerson = { network_id: string; person_id: string }
type OfTeam = OfPerson & { service_id: string; team: Generated<string> }

/** Tables of the schema paths (migrations 0024 and 0038). A `team` is 'network/service'; what is a Buffer is sealed (#platform/keys). */
export type PathTables = {
  'paths.setting': { network_id: string; keep_days: number; link_days: number; aim_days: number | null; version: Generated<number> }
  'paths.path': OfPerson & {
    content: Buffer | null
    reviewed_on: string | null
    review_on: string | null
    service_id: string | null
    team: Generated<string | null>
    written_by: string
    written_at: Generated<Date>
    version: Generated<number>
  }
  'paths.step': OfPerson & {
    id: Generated<string>
    domain: Domain
    helper: Helper
    content: Buffer
    reason: Buffer | null
    state: StepState
    begins_on: string | null
    due_on: string | null
    ended_on: string | null
    how: StepWay
    service_id: string | null
    team: Generated<string | null>
    made_at: Generated<Date>
    written_by: string
    version: Generated<number>
  }
  'paths.step_event': {
    network_id: string
    step_id: string
    seq: number
    at: Date
    by_id: string | null
    before: StepState | null
    after: StepState
  }
  'paths.step_proposal': OfTeam & {
    id: Generated<string>
    domain: Domain
    helper: Helper
    content: Buffer
    begins_on: string | null
    due_on: string | null
    by_id: string
    at: Generated<Date>
    state: Generated<ProposalState>
    answered_at: Date | null
  }
  'paths.referral': OfTeam & {
    id: Generated<string>
    organisation_id: string | null
    partner_service_id: string | null
    kind: PartnerKind
    step_id: string | null
    consent_id: string | null
    state: ReferralState
    told: Buffer | null
    told_as: Generated<number>
    closed: Buffer | null
    code_hash: Buffer | null
    link_until: string | null
    made_by: string
    made_at: Generated<Date>
    sent_at: Date | null
    read_at: Date | null
    answered_at: Date | null
    answer: PartnerAnswer | null
    reason: DeclineReason | null
    over_at: Date | null
    forgotten_at: Date | null
    version: Generated<number>
  }
  'paths.early': OfTeam & {
    episode_id: string
    signs_on: string | null
    asked_on: string | null
    treated_on: string | null
    written_by: string
    written_at: Generated<Date>
    version: Generated<number>
  }
  'paths.family_session': OfTeam & {
    id: Generated<string>
    episode_id: string
    contact_id: string | null
    on_day: string
    who: FamilyKind[]
    members: number
    with_person: boolean
    theme: Theme
    next_on: string | null
    written_by: string
    written_at: Generated<Date>
  }
}
