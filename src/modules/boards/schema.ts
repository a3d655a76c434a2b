import type { Generated } from 'kysely'
import type { SwapState } from './duty/machine.ts'
import type { VisitState } from './visits/machine.ts'
import type { AloneReason, DiscussedReason, Intensity, MissedVisit, Step } from './vocabulary.ts'

type OfTeam = { network_id: string; service_id: string; team: Generated<string> }

/** Tables of the schema boards (migrations 0022, 0035 and 0050). A `team` is 'network/service'; what is a Buffer is sealed (#platform/keys). */
export type BoardTables = {
  'boards.team_rule': OfTeam & {
    pairs: Generated<boolean>
    grace_minutes: Generated<number>
    lead_minutes: Generated<number>
    again_minutes: Generated<number>
    most_times: Generated<number>
    alone_minutes: Generated<number>
    longer_minutes: Generated<number[]>
    duty_from: Generated<string>
    duty_to: Generated<string>
    duty_days: Generated<number[]>
    lead_confirms: Generated<boolean>
    discussed_days: Generated<number>
    intensity_days: Generated<number>
    back_soon_days: Generated<number>
    back_days: Generated<number>
    missed_times: Generated<number>
    silent_days: Generated<number>
    version: Generated<number>
  }
  'boards.shift': OfTeam & {
    id: Generated<string>
    worker_id: string
    starts_at: Date
    ends_at: Date
    made_by: string
    version: Generated<number>
  }
  'boards.swap': OfTeam & {
    id: Generated<string>
    shift_id: string
    offered_by: string
    offered_to: string | null
    taken_by: string | null
    answered_by: string | null
    for_shift_id: Generated<string | null>
    state: Generated<SwapState>
    made_at: Generated<Date>
    version: Generated<number>
  }
  'boards.away': {
    network_id: string
    id: Generated<string>
    worker_id: string
    from_day: string
    to_day: string
    noted_by: string
  }
  'boards.reach': { network_id: string; worker_id: string; phone: string }
  'boards.visit': OfTeam & {
    id: string
    person_id: string
    starts_at: Date
    ends_at: Date
    first_id: string
    second_id: string | null
    alone_reason: AloneReason | null
    purpose: Buffer | null
    state: Generated<VisitState>
    on_the_way_at: Date | null
    there_at: Date | null
    safe_at: Date | null
    sign_at: Date | null
    missed: MissedVisit | null
    contact_id: string | null
    told: Generated<number>
    told_at: Date | null
    made_by: string
    version: Generated<number>
  }
  'boards.visit_step': { network_id: string; visit_id: string; seq: number; at: Date; by_id: string | null; what: Step }
  'boards.discussed': OfTeam & {
    id: Generated<string>
    person_id: string
    reason: DiscussedReason
    intensity: Intensity
    put_on_at: Generated<Date>
    intensity_at: Generated<Date>
    put_on_by: string
    taken_off_at: Date | null
    taken_off_by: string | null
    version: Generated<number>
  }
  'boards.agreement': OfTeam & {
    id: string
    discussed_id: string
    person_id: string
    what: Buffer
    at: Generated<Date>
    by_id: string
  }
}
