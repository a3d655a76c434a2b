// The directory as files of a data folder; data/*/README.md describes them for people.
import { fileSpec } from '#modules/exchange/folder-spec.ts'
import { anyText, date, day, decimal, list, matching, oneOf, optional, slug, text, whole, wordsOf } from '#platform/cells.ts'
import {
  AREA_KINDS,
  CAPACITY_UNITS,
  CARE_FUNCTIONS,
  IDENTIFIER_SCHEMES,
  MEMBERSHIP_REASONS,
  ORGANISATION_KINDS,
  SERVICE_STATUSES,
  TERRITORY_KINDS,
} from './vocabulary.ts'

export const territoryId = matching(/^[A-Z]{2}(-[A-Z0-9]{1,6})?$/, 'cell.territory')
export const country = matching(/^[A-Z]{2}$/, 'cell.country')
export const website = matching(/^https?:\/\/\S+$/, 'cell.website')
export const email = matching(/^\S+@\S+\.\S+$/, 'cell.email')

const territories = fileSpec({
  file: 'territories.csv',
  table: 'directory.territory',
  key: ['id'],
  isGlobal: true,
  cells: {
    id: territoryId,
    kind: oneOf(TERRITORY_KINDS),
    parent: optional(territoryId),
    name: text,
    population: optional(whole),
    latitude: optional(decimal),
    longitude: optional(decimal),
  },
  row: ({ parent, ...rest }) => ({ ...rest, parent_id: parent }),
})

const organisations = fileSpec({
  file: 'organisations.csv',
  table: 'directory.organisation',
  key: ['id'],
  references: [
    { column: 'parent', table: 'directory.organisation' },
    { column: 'territory', table: 'directory.territory' },
  ],
  cells: {
    id: slug,
    name: text,
    kind: oneOf(ORGANISATION_KINDS),
    parent: optional(slug),
    territory: optional(territoryId),
    place: optional(text),
    country,
    address: optional(text),
    postal_code: optional(text),
    latitude: optional(decimal),
    longitude: optional(decimal),
    phone: optional(text),
    email: optional(email),
    website: optional(website),
    former_names: list,
    note_fr: anyText,
    note_nl: anyText,
    note_en: anyText,
  },
  row: ({ parent, territory, note_fr, note_nl, note_en, ...rest }) => ({
    ...rest,
    parent_id: parent,
    territory_id: territory,
    note: wordsOf(note_fr, note_nl, note_en),
  }),
})

const identifiers = fileSpec({
  file: 'identifiers.csv',
  table: 'directory.identifier',
  key: ['organisation_id', 'scheme', 'value'],
  references: [{ column: 'organisation', table: 'directory.organisation' }],
  cells: { organisation: slug, scheme: oneOf(IDENTIFIER_SCHEMES), value: text },
  row: ({ organisation, ...rest }) => ({ ...rest, organisation_id: organisation }),
})

const memberships = fileSpec({
  file: 'memberships.csv',
  table: 'directory.membership',
  key: ['organisation_id', 'group_id'],
  references: [
    { column: 'organisation', table: 'directory.organisation' },
    { column: 'group', table: 'directory.organisation' },
    { column: 'source', table: 'journal.source' },
  ],
  cells: {
    organisation: slug,
    group: slug,
    valid_from: optional(day),
    valid_to: optional(day),
    reason: optional(oneOf(MEMBERSHIP_REASONS)),
    source: optional(slug),
    locator: optional(text),
  },
  rules: [
    {
      column: 'valid_to',
      message: 'cell.order',
      holds: ({ valid_from, valid_to }) => valid_from === null || valid_to === null || valid_from <= valid_to,
    },
  ],
  row: ({ organisation, group, source, locator, ...rest }) => ({
    ...rest,
    organisation_id: organisation,
    group_id: group,
    source_id: source,
    source_locator: locator,
  }),
})

const areas = fileSpec({
  file: 'areas.csv',
  table: 'directory.area',
  key: ['id'],
  references: [{ column: 'organisation', table: 'directory.organisation' }],
  cells: { id: slug, kind: oneOf(AREA_KINDS), name: text, code: optional(text), organisation: optional(slug) },
  row: ({ organisation, ...rest }) => ({ ...rest, organisation_id: organisation }),
})

const areaTerritories = fileSpec({
  file: 'area-territories.csv',
  table: 'directory.area_territory',
  key: ['area_id', 'territory_id'],
  references: [
    { column: 'area', table: 'directory.area' },
    { column: 'territory', table: 'directory.territory' },
  ],
  cells: { area: slug, territory: territoryId },
  row: ({ area, territory }) => ({ area_id: area, territory_id: territory }),
})

const services = fileSpec({
  file: 'services.csv',
  table: 'directory.service',
  key: ['id'],
  references: [
    { column: 'organisation', table: 'directory.organisation' },
    { column: 'territory', table: 'directory.territory' },
    { column: 'area', table: 'directory.area' },
  ],
  cells: {
    id: slug,
    organisation: slug,
    name: text,
    care_function: optional(oneOf(CARE_FUNCTIONS)),
    status: oneOf(SERVICE_STATUSES),
    desde_code: optional(matching(/^[IASODR][0-9]{1,2}(\.[0-9]{1,2}){0,2}$/, 'cell.desde')),
    languages: list,
    opening_hours: optional(text),
    phone: optional(text),
    email: optional(email),
    website: optional(website),
    territory: optional(territoryId),
    area: optional(slug),
    latitude: optional(decimal),
    longitude: optional(decimal),
    description_fr: anyText,
    description_nl: anyText,
    description_en: anyText,
  },
  row: ({ organisation, territory, area, description_fr, description_nl, description_en, ...rest }) => ({
    ...rest,
    organisation_id: organisation,
    territory_id: territory,
    area_id: area,
    description: wordsOf(description_fr, description_nl, description_en),
  }),
})

const capacities = fileSpec({
  file: 'capacities.csv',
  table: 'directory.capacity',
  key: ['service_id', 'unit', 'valid_from'],
  references: [{ column: 'service', table: 'directory.service' }],
  cells: { service: slug, unit: oneOf(CAPACITY_UNITS), value: decimal, valid_from: date, valid_to: optional(day) },
  row: ({ service, valid_from, ...rest }) => ({ ...rest, service_id: service, valid_from: valid_from.from }),
})

export const directoryFiles = [territories, organisations, identifiers, areas, areaTerritories, services, capacities]
/** Memberships cite sources, which the journal owns: they come after it. */
export const directoryFilesWithSources = [memberships]
