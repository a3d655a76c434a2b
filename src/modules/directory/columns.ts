import { IDENTIFIER_SCHEMES } from './vocabulary.ts'

/** An organisation as people write it: one text a column, in a form as in a spreadsheet. (Apart from zod: screens use it.) */
export const ORGANISATION_COLUMNS = [
  'name',
  'kind',
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
  'former_names',
  'note_fr',
  'note_nl',
  'note_en',
  ...IDENTIFIER_SCHEMES,
] as const
export type OrganisationColumn = (typeof ORGANISATION_COLUMNS)[number]
export type OrganisationCells = Record<OrganisationColumn, string>

/** A service as people write it in its form. */
export const SERVICE_COLUMNS = [
  'organisation',
  'name',
  'care_function',
  'status',
  'desde_code',
  'languages',
  'opening_hours',
  'phone',
  'email',
  'website',
  'territory',
  'area',
  'latitude',
  'longitude',
  'description_fr',
  'description_nl',
  'description_en',
] as const
export type ServiceColumn = (typeof SERVICE_COLUMNS)[number]
export type ServiceCells = Record<ServiceColumn, string>
