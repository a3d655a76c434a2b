import type { Generated } from 'kysely'
import type { Words } from '#platform/words.ts'
import type { Category, CountExactness, Exactness, OrganisationRole, OutcomeKind, Precision } from './vocabulary.ts'

export type JournalTables = {
  'journal.source': {
    network_id: string
    id: Generated<string>
    title: string
    publisher: string | null
    published: string | null
    language: string | null
    address: string | null
    version: Generated<number>
  }
  'journal.programme': { network_id: string; id: string; name: Words; position: Generated<number> }
  'journal.activity': {
    network_id: string
    id: Generated<string>
    programme_id: string
    kind: string
    title: Words
    starts_on: string
    ends_on: string
    precision: Generated<Precision>
    part_of: string | null
    territory_id: string | null
    place: string | null
    country: string | null
    online: Generated<boolean>
    occurrences: Generated<number>
    source_id: string | null
    source_locator: string | null
    note: Words | null
    version: Generated<number>
    recorded_by: string | null
    folded: Generated<string>
  }
  'journal.activity_organisation': { network_id: string; activity_id: string; organisation_id: string; role: Generated<OrganisationRole> }
  'journal.attendance': {
    network_id: string
    activity_id: string
    category: Category
    country: Generated<string>
    count: number | null
    exactness: Generated<CountExactness>
  }
  'journal.participant': {
    network_id: string
    activity_id: string
    id: Generated<string>
    category: string
    name: string
    organisation: string | null
  }
  'journal.outcome': {
    network_id: string
    id: Generated<string>
    programme_id: string
    activity_id: string | null
    kind: OutcomeKind
    title: string
    language: string | null
    published_on: string
    precision: Generated<Precision>
    publisher: string | null
    doi: string | null
    address: string | null
    occurrences: Generated<number>
    source_id: string | null
    source_locator: string | null
    version: Generated<number>
  }
  'journal.activity_fact': {
    network_id: string
    id: string
    programme_id: string
    kind: string
    title: Words
    starts_on: string
    ends_on: string
    country: string | null
    territory_id: string | null
    occurrences: number
    part_of: string | null
    source_id: string | null
    source_locator: string | null
  }
  'journal.attendance_fact': {
    network_id: string
    id: string
    programme_id: string
    kind: string
    title: Words
    starts_on: string
    ends_on: string
    category: Category
    country: string | null
    count: number | null
    exactness: Exactness
  }
  'journal.outcome_fact': {
    network_id: string
    id: string
    programme_id: string
    kind: OutcomeKind
    title: string
    published_on: string
    doi: string | null
    occurrences: number
    source_id: string | null
    source_locator: string | null
  }
}
