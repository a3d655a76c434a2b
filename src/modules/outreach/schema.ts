import type { Generated } from 'kysely'
import type { AgeBand, First, Gender, Offer, Orientation, Reason, Topic } from './vocabulary.ts'

type OfTeam = { network_id: string; service_id: string; team: Generated<string> }
type OfRound = { network_id: string; round_id: string }

/** Tables of the schema outreach (migration 0027). Nobody is named in any of them. Times are local, "14:30:00". */
export type OutreachTables = {
  'outreach.unit': OfTeam & { is_public: Generated<boolean>; version: Generated<number> }
  'outreach.stop': OfTeam & {
    id: Generated<string>
    name: string
    territory_id: string | null
    latitude: number | null
    longitude: number | null
    hint: string | null
    is_public: boolean
    closed_on: Generated<string | null>
    version: Generated<number>
  }
  'outreach.round': OfTeam & {
    id: Generated<string>
    name: string
    weekday: number | null
    on_day: string | null
    valid_from: string
    valid_to: string | null
    version: Generated<number>
  }
  'outreach.round_stop': OfRound & { stop_id: string; starts: string; ends: string; offers: Offer[] }
  'outreach.round_day': OfRound & { on_day: string; state: 'changed' | 'cancelled'; reason: Reason; minutes_later: number }
  'outreach.round_note': OfRound & { on_day: string; note: string; version: Generated<number> }
  'outreach.encounter': OfTeam & {
    id: string
    round_id: string
    stop_id: string
    on_day: string
    age_band: AgeBand
    gender: Gender
    topics: Topic[]
    orientation: Orientation
    first: First
    language: string
  }
}
