import { stringify } from 'csv-stringify/sync'
import type { Exported, ExportedOrganisation, ExportedService } from './export.queries.server.ts'
import { IDENTIFIER_SCHEMES } from './vocabulary.ts'

/** Columns of the export; those of an organisation are read again by the import. */
export const EXPORT_COLUMNS = [
  'type',
  'network',
  'id',
  'name',
  'kind',
  'organisation',
  'care_function',
  'status',
  'parent',
  'territory',
  'place',
  'country',
  'address',
  'postal_code',
  'latitude',
  'longitude',
  'phone',
  'email',
  'website',
  'languages',
  'opening_hours',
  'desde_code',
  'capacity',
  'former_names',
  ...IDENTIFIER_SCHEMES,
] as const
type Cells = Partial<Record<(typeof EXPORT_COLUMNS)[number], string | number | null>>

const NUMBER = /^[-+]?\d+(\.\d+)?$/
/** A cell that no spreadsheet takes for a formula (OWASP, CSV injection): a leading apostrophe before = + - @, a tab or a line end. Numbers stay numbers. */
export const guarded = (text: string) => (/^\s*[=+\-@\t\r\n＝＋－＠]/u.test(text) && !NUMBER.test(text) ? `'${text}` : text)

const organisationCells = (row: ExportedOrganisation): Cells => ({
  type: 'organisation',
  network: row.network,
  id: row.id,
  name: row.name,
  kind: row.kind,
  parent: row.parent,
  territory: row.territory,
  place: row.place,
  country: row.country,
  address: row.address,
  postal_code: row.postalCode,
  latitude: row.latitude,
  longitude: row.longitude,
  phone: row.phone,
  email: row.email,
  website: row.website,
  former_names: row.formerNames.join(' | '),
  ...Object.fromEntries(
    IDENTIFIER_SCHEMES.map((scheme) => [
      scheme,
      row.identifiers
        .filter((identifier) => identifier.scheme === scheme)
        .map(({ value }) => value)
        .join(' | '),
    ]),
  ),
})
const serviceCells = (row: ExportedService): Cells => ({
  type: 'service',
  network: row.network,
  id: row.id,
  name: row.name,
  organisation: row.organisation,
  care_function: row.careFunction,
  status: row.status,
  territory: row.territory,
  latitude: row.latitude,
  longitude: row.longitude,
  phone: row.phone,
  email: row.email,
  website: row.website,
  languages: row.languages.join(' | '),
  opening_hours: row.openingHours,
  desde_code: row.desdeCode,
  capacity: row.capacities.map(({ unit, value }) => `${value} ${unit}`).join(' | '),
})

/** What was found as CSV (RFC 4180, comma, CRLF, UTF-8 with a byte-order mark so that spreadsheets read the accents), one row a record. */
export const directoryCsv = ({ organisations, services }: Exported): string => {
  const rows = [...organisations.filter(({ isFound }) => isFound).map(organisationCells), ...services.map(serviceCells)]
  return stringify([[...EXPORT_COLUMNS], ...rows.map((cells) => EXPORT_COLUMNS.map((column) => guarded(String(cells[column] ?? ''))))], {
    bom: true,
    record_delimiter: 'windows',
  })
}
