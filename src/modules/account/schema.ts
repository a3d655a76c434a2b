import type { Generated } from 'kysely'
import type { Exactness } from '#modules/journal/index.ts'
import type { Words } from '#platform/words.ts'
import type { PeriodKind } from './vocabulary.ts'

export type AccountTables = {
  'account.statement': {
    network_id: string
    id: Generated<string>
    indicator: string
    dimensions: Generated<Record<string, string>>
    value: number | null
    value_to: number | null
    exactness: Generated<Exactness>
    rounding: number | null
    period_kind: PeriodKind
    period_from: string | null
    period_to: string
    source_id: string
    locator: string
    note: Words | null
    version: Generated<number>
  }
  'account.template': { network_id: string; language: 'fr' | 'nl' | 'en'; body: string; version: Generated<number> }
  'account.snapshot': {
    network_id: string
    year: number
    edition: number
    frozen_at: Generated<Date>
    frozen_by: string
    content: unknown
    hash: string
    is_public: Generated<boolean>
  }
}
