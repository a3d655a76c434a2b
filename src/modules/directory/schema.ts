import type { Generated } from 'kysely'
import type { Words } from '#platform/words.ts'
import type {
  AreaKind,
  CapacityUnit,
  CareFunction,
  IdentifierScheme,
  MembershipReason,
  OrganisationKind,
  ServiceStatus,
  TerritoryKind,
} from './vocabulary.ts'

// Dates are ISO days ("2025-12-31") and numerics are numbers: the pool parses them so (open-db.server.ts).
export type DirectoryTables = {
  'directory.territory': {
    id: string
    kind: TerritoryKind
    parent_id: string | null
    name: string
    population: number | null
    latitude: number | null
    longitude: number | null
    postal_codes: Generated<string[]>
    folded: Generated<string>
  }
  // What else it is called; without a language it is a former name, or that of a part of it.
  'directory.territory_name': { territory_id: string; name: string; language: 'fr' | 'nl' | 'de' | null; folded: Generated<string> }
  'directory.organisation': {
    network_id: string
    id: Generated<string>
    name: string
    kind: OrganisationKind
    parent_id: string | null
    territory_id: string | null
    place: string | null
    country: string
    address: string | null
    postal_code: string | null
    latitude: number | null
    longitude: number | null
    phone: string | null
    email: string | null
    website: string | null
    former_names: Generated<string[]>
    note: Words | null
    version: Generated<number>
    folded: Generated<string>
  }
  'directory.identifier': { network_id: string; organisation_id: string; scheme: IdentifierScheme; value: string }
  'directory.membership': {
    network_id: string
    organisation_id: string
    group_id: string
    valid_from: string | null
    valid_to: string | null
    reason: MembershipReason | null
    source_id: string | null
    source_locator: string | null
  }
  'directory.area': {
    network_id: string
    id: Generated<string>
    kind: AreaKind
    name: string
    code: string | null
    organisation_id: string | null
    version: Generated<number>
  }
  'directory.area_territory': { network_id: string; area_id: string; territory_id: string }
  'directory.service': {
    network_id: string
    id: Generated<string>
    organisation_id: string
    name: string
    care_function: CareFunction | null
    status: Generated<ServiceStatus>
    description: Words | null
    desde_code: string | null
    languages: Generated<string[]>
    opening_hours: string | null
    phone: string | null
    email: string | null
    website: string | null
    territory_id: string | null
    area_id: string | null
    latitude: number | null
    longitude: number | null
    version: Generated<number>
    folded: Generated<string>
  }
  'directory.capacity': {
    network_id: string
    service_id: string
    unit: CapacityUnit
    value: number
    valid_from: string
    valid_to: string | null
  }
  'directory.public_role': {
    network_id: string
    id: Generated<string>
    organisation_id: string
    person_name: string
    role: Words
    valid_from: string | null
    valid_to: string | null
  }
  // Kept by triggers; the application only reads it.
  'directory.entry': {
    network_id: string
    id: string
    organisation_id: string
    service_id: string | null
    name: string
    kind: OrganisationKind
    care_function: CareFunction | null
    place: string | null
    territory_id: string | null
    places: string[]
    latitude: number | null
    longitude: number | null
    named: string
    searched: string
  }
  'directory.import_draft': {
    network_id: string
    id: Generated<string>
    file_name: string
    at: Generated<Date>
    person_id: string
    header: string[]
    lines: { line: number; cells: string[] }[]
  }
  'directory.import': {
    network_id: string
    id: Generated<string>
    file_name: string
    at: Generated<Date>
    person_id: string
    undone_at: Date | null
  }
  'directory.import_row': {
    network_id: string
    import_id: string
    line: number
    organisation_id: string
    before: Record<string, unknown> | null
    version: number
  }
}
