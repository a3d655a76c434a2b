import type { Generated } from 'kysely'
import type { DischargeState, LeaveState, PathState } from './machines.ts'
import type {
  Alternative,
  Chaired,
  Check,
  Company,
  DecisionState,
  EndReason,
  Finding,
  LegalBasis,
  MeasureKind,
  Receiver,
  Step,
  WaitingEnd,
  WaitingReason,
  Watch,
  Way,
  YesWay,
} from './vocabulary.ts'

type OfTeam = { network_id: string; service_id: string; team: Generated<string> }
type OfPerson = OfTeam & { id: Generated<string>; person_id: string }
type Measured = {
  kind: MeasureKind
  legal_basis: LegalBasis | null
  started_at: Date
  ended_at: Date | null
  decided_by: string
  alternatives: Alternative[]
  reason: Buffer
  tried: Buffer | null
}

/** Tables of the schema stays (migrations 0023, 0037 and 0049). A `team` is 'network/service'; what is a Buffer is sealed (#platform/keys). */
export type StayTables = {
  'stays.setting': OfTeam & {
    soon_days: number | null
    contact_days: number | null
    seclusion_hours: number | null
    mechanical_hours: number | null
    physical_hours: number | null
    chemical_hours: number | null
    admission_hours: number | null
    review_days: number | null
    debriefing_days: number | null
    check_minutes: number | null
    trial_days: number | null
    leave_hours: number | null
    shows_queue: Generated<boolean>
    version: Generated<number>
  }
  'stays.stay': OfPerson & {
    episode_id: string
    admitted_on: Generated<string>
    way: Way
    legal_basis: LegalBasis | null
    place: Generated<string>
    left_on: string | null
    version: Generated<number>
  }
  'stays.leave': OfPerson & {
    stay_id: string
    state: Generated<LeaveState>
    from_at: Date
    back_at: Date
    came_back_at: Date | null
    company: Company
    words: Buffer | null
    noted_by: string
    version: Generated<number>
  }
  'stays.discharge': OfPerson & {
    stay_id: string
    state: Generated<DischargeState>
    planned_on: string
    receiver: Receiver
    receiver_service_id: string | null
    first_on: string | null
    met_on: string | null
    words: Buffer | null
    sealed_as: number | null
    checks: Generated<Check[]>
    agreed_how: YesWay | null
    left_on: string | null
    made_by: string
    version: Generated<number>
  }
  'stays.measure': OfPerson &
    Measured & {
      episode_id: string
      year: Generated<number>
      rank: Generated<number>
      sealed_as: Generated<number>
      is_void: Generated<boolean>
      why: Generated<Buffer | null>
      written_by: string
      written_at: Generated<Date>
      version: Generated<number>
    }
  'stays.measure_version': Omit<OfPerson, 'id'> &
    Measured & {
      measure_id: string
      version: number
      sealed_as: number
      is_void: boolean
      why: Buffer | null
      written_by: string
      written_at: Date
    }
  'stays.measure_check': OfPerson & { measure_id: string; at: Date; what: Watch; by_id: string; written_at: Generated<Date> }
  'stays.measure_renewal': OfPerson & {
    measure_id: string
    at: Date
    decided_by: string
    reason: Buffer
    written_by: string
    written_at: Generated<Date>
  }
  'stays.measure_review': OfPerson & { measure_id: string; finding: Finding; words: Buffer | null; by_id: string; at: Generated<Date> }
  'stays.debriefing': OfPerson & {
    measure_id: string
    what: 'offered' | 'held' | 'refused' | 'words'
    happened_at: Date
    words: Buffer | null
    for_team: Generated<boolean>
    by_id: string
    written_at: Generated<Date>
  }
  'stays.path': OfPerson & {
    state: Generated<PathState>
    offered: Step | null
    offered_from: string | null
    offered_until: string | null
    place: Generated<string>
    began_on: Generated<string>
    ended_on: string | null
    made_by: string
    version: Generated<number>
  }
  'stays.path_step': Omit<OfPerson, 'id'> & {
    path_id: string
    seq: number
    before: PathState
    after: PathState
    on_day: Generated<string>
    until: string | null
    how: YesWay | null
    because: EndReason | null
    reason: Buffer | null
    by_id: string
    at: Generated<Date>
  }
  'stays.waiting': OfPerson & {
    since: Generated<string>
    reason: WaitingReason
    ended_on: string | null
    ended_because: WaitingEnd | null
    noted_by: string
    noted_at: Generated<Date>
    version: Generated<number>
  }
  'stays.turn': OfTeam & {
    id: Generated<string>
    on_day: string
    what: string
    who: Generated<string>
    is_done: Generated<boolean>
    version: Generated<number>
  }
  /** Who takes a task: read by themselves alone. */
  'stays.turn_taker': { network_id: string; turn_id: string; person_id: string }
  'stays.subject': OfTeam & {
    id: Generated<string>
    what: string
    who: Generated<string>
    asked_on: Generated<string>
    meeting_id: Generated<string | null>
    answer: Generated<string>
    settled_on: Generated<string | null>
    version: Generated<number>
  }
  /** Who asked: read by themselves alone. */
  'stays.subject_asker': { network_id: string; subject_id: string; person_id: string }
  'stays.meeting': OfTeam & {
    id: Generated<string>
    on_day: string
    chaired: Chaired
    chair: Generated<string>
    about: Generated<string>
    version: Generated<number>
  }
  'stays.decision': OfTeam & {
    id: Generated<string>
    meeting_id: string
    what: string
    state: Generated<DecisionState>
    became: Generated<string>
    version: Generated<number>
  }
}
