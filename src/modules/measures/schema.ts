import type { Generated } from 'kysely'
import type { AlertState, StepKind } from './alerts/machine.ts'
import type { DoneHow, WordingLanguage } from './vocabulary.ts'

/** Tables of the schema measures (migration 0021). What is a Buffer is sealed (#platform/keys). */
export type MeasuresTables = {
  'measures.offer': {
    network_id: string
    is_non_commercial: Generated<boolean>
    switched_off: Generated<string[]>
    version: Generated<number>
  }
  'measures.alert_rule': { network_id: string; service_id: string; team: Generated<string>; hours: number; version: Generated<number> }
  'measures.answering': {
    network_id: string
    id: Generated<string>
    person_id: string
    instrument: string
    pack_version: string
    language: WordingLanguage
    service_id: string | null
    team: Generated<string | null>
    started_by: string
    started_at: Generated<Date>
    finished_at: Date | null
    content: Buffer | null
    version: Generated<number>
  }
  'measures.alert': {
    network_id: string
    id: Generated<string>
    person_id: string
    service_id: string
    team: Generated<string>
    answering_id: string | null
    raised_at: Generated<Date>
    due_at: Date
    state: Generated<AlertState>
    escalations: Generated<number>
    asks_to_speak: Generated<boolean>
    version: Generated<number>
  }
  'measures.alert_step': {
    network_id: string
    alert_id: string
    seq: number
    at: Generated<Date>
    what: StepKind
    by_id: string | null
    happened_at: Date | null
    how: DoneHow | null
    note: Buffer | null
  }
}
