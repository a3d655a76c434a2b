import type { Generated } from 'kysely'
import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type {
  ActionState,
  Audience,
  BedKind,
  BedState,
  College,
  CommitteeKind,
  DecisionState,
  MeetingState,
  Profession,
  TrainingState,
} from './vocabulary.ts'

export type NetworkTables = {
  'network.setting': { network_id: string; ahead_days: Generated<number>; most_teams: Generated<number>; version: Generated<number> }
  'network.publication': {
    network_id: string
    shows_plan: Generated<boolean>
    shows_committees: Generated<boolean>
    version: Generated<number>
  }
  'network.conversion': {
    network_id: string
    id: Generated<string>
    hospital_id: string
    bed_kind: BedKind
    beds: number
    team_id: string | null
    source_id: string | null
    source_locator: string | null
    note: string | null
    version: Generated<number>
  }
  'network.conversion_fte': { network_id: string; conversion_id: string; profession: Profession; fte: number }
  'network.conversion_event': {
    network_id: string
    conversion_id: string
    on_day: string
    state: BedState
    reason: string
    recorded_at: Generated<Date>
  }
  'network.stated_load': {
    network_id: string
    service_id: string
    on_day: string
    occupied: number | null
    followed: number | null
    waiting: number | null
    waiting_place: Generated<number>
    waiting_staff: Generated<number>
    waiting_partner: Generated<number>
    waiting_person: Generated<number>
    version: Generated<number>
  }
  'network.aim': {
    network_id: string
    id: Generated<string>
    position: Generated<number>
    title: string
    what: string | null
    indicators: Generated<string[]>
    version: Generated<number>
  }
  'network.plan_action': {
    network_id: string
    id: Generated<string>
    aim_id: string
    title: string
    organisation_id: string | null
    responsible: string
    starts_on: string
    ends_on: string
    state: Generated<ActionState>
    state_since: string
    stopped_because: string | null
    version: Generated<number>
  }
  'network.plan_history': {
    network_id: string
    kind: 'aim' | 'action'
    record_id: string
    version: number
    content: Record<string, unknown>
    changed_at: Generated<Date>
  }
  'network.committee': {
    network_id: string
    id: Generated<string>
    kind: CommitteeKind
    care_function: CareFunction | null
    name: string
    purpose: string | null
    closed_on: string | null
    version: Generated<number>
  }
  'network.seat': {
    network_id: string
    committee_id: string
    id: Generated<string>
    college: College
    label: string | null
    valid_from: string
    valid_to: string | null
  }
  'network.holding': {
    network_id: string
    committee_id: string
    seat_id: string
    valid_from: string
    valid_to: string | null
    organisation_id: string | null
  }
  'network.meeting': {
    network_id: string
    id: Generated<string>
    committee_id: string
    held_on: string
    state: Generated<MeetingState>
    place: string | null
    agenda: string | null
    version: Generated<number>
  }
  'network.attendance': { network_id: string; meeting_id: string; college: College; count: number }
  'network.decision': {
    network_id: string
    id: Generated<string>
    meeting_id: string
    what: string
    responsible: string
    until: string | null
    state: Generated<DecisionState>
    settled_on: string | null
    outcome: string | null
    version: Generated<number>
  }
  'network.training': {
    network_id: string
    id: Generated<string>
    title: string
    audience: Audience[]
    organisation_id: string | null
    starts_on: string
    ends_on: string
    seats: number | null
    taken: number | null
    state: Generated<TrainingState>
    version: Generated<number>
  }
}
