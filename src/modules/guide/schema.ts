import type { Generated } from 'kysely'
import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type { Words } from '#platform/words.ts'
import type { Field, State } from './vocabulary.ts'

export type GuideTables = {
  'guide.availability': {
    network_id: string
    service_id: string
    as_of: Generated<Date>
    state: State
    places_free: number | null
    waiting_days: number | null
    note: Words | null
    stated_by: Generated<string>
  }
  'guide.team_rule': {
    network_id: string
    service_id: string
    age_from: number | null
    age_to: number | null
    for_whom: Words | null
    fields: Field[]
    needs_agreement: boolean
    version: Generated<number>
  }
  'guide.age_rule': { network_id: string; care_function: CareFunction; age_from: number | null; age_to: number | null }
  'guide.setting': {
    network_id: string
    confirmed_days: number
    today_days: Generated<number>
    week_days: Generated<number>
    later_days: Generated<number>
    version: Generated<number>
  }
}
