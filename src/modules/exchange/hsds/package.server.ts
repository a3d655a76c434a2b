import type { Exported, ExportedOrganisation, ExportedService } from '#modules/directory/export.queries.server.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { schedulesOf } from './schedules.server.ts'
import { desdeTerm, fixedTerms, functionTerm, kindTerm, type TaxonomyTerm, taxonomies } from './terms.server.ts'
import { hsdsId } from './uuid.server.ts'

type Language = 'fr' | 'nl' | 'en'
type Places = ExportedService['places']

// The standard leaves absent what is not known; null is not of its types.
type Present<T> = { [K in keyof T]?: Exclude<T[K], null> }
const present = <T extends Record<string, unknown>>(fields: T): Present<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Present<T>

/**
 * What was found as Open Referral HSDS 3.0: organisations and services whole, each service with its organisation, its location, its
 * hours as weekly rules, its languages and its terms (the five functions, DESDE-LTC). Ids are UUIDs made of network and id.
 * Standard: https://docs.openreferral.org/en/3.0/, CC BY-SA 4.0.
 */
export const hsdsPackage = ({ organisations, services }: Exported, language: Language) => {
  const byId = new Map(organisations.map((row) => [`${row.network}/${row.id}`, row]))
  const terms = new Map(fixedTerms(language).map((term) => [term.id, term]))
  for (const { desdeCode } of services) if (desdeCode !== null) terms.set(desdeTerm(desdeCode, language).id, desdeTerm(desdeCode, language))
  return {
    version: '3.0',
    profile: 'https://docs.openreferral.org/en/3.0/',
    organizations: organisations.map((row) => organisationOf(row, language)),
    services: services.map((row) => serviceOf(row, byId.get(`${row.network}/${row.organisation}`), language)),
    taxonomies: taxonomies(),
    taxonomy_terms: [...terms.values()],
  }
}

const organisationId = ({ network, id }: { network: string; id: string }) => hsdsId(network, 'organisation', id)
const phonesOf = (owner: string, field: 'organization_id' | 'service_id', phone: string | null) =>
  phone === null ? [] : [{ id: hsdsId('phone', owner), [field]: owner, number: phone, type: 'voice' }]
const attribute = (owner: string, entity: string, term: TaxonomyTerm) => ({
  id: hsdsId('attribute', owner, term.id),
  link_id: owner,
  taxonomy_term_id: term.id,
  link_type: entity,
  link_entity: entity,
  taxonomy_term: term,
})
const description = (row: { name: string }, words: Parameters<typeof inWords>[0] | null, language: Language) =>
  words === null ? row.name : inWords(words, language).text

const organisationOf = (row: ExportedOrganisation, language: Language) => {
  const id = organisationId(row)
  const locationOf = locationFor(row, row.name)
  return {
    id,
    name: row.name,
    description: description(row, row.note, language),
    ...present({
      alternate_name: row.formerNames.join(', '),
      email: row.email,
      website: row.website,
      parent_organization_id: row.parent === null ? null : hsdsId(row.network, 'organisation', row.parent),
      phones: phonesOf(id, 'organization_id', row.phone),
      locations: locationOf === null ? [] : [{ ...locationOf, organization_id: id }],
      organization_identifiers: row.identifiers.map(({ scheme, value }) => ({
        id: hsdsId('identifier', id, scheme, value),
        organization_id: id,
        identifier_type: scheme,
        identifier: value,
        ...(SCHEMES[scheme] === undefined ? {} : { identifier_scheme: SCHEMES[scheme] }),
      })),
    }),
    attributes: [attribute(id, 'organization', kindTerm(row.kind, language))],
  }
}

// Codes of the org-id guide (org-id.guide): the French company register and the Belgian one. The others have none.
const SCHEMES: Partial<Record<ExportedOrganisation['identifiers'][number]['scheme'], string>> = { siret: 'FR-INSEE', kbo: 'BE-BCE_KBO' }

type Placed = { network: string; id: string; latitude: number | null; longitude: number | null; places: Places }
type Address = { address: string | null; place: string | null; postalCode: string | null; country: string }

const nameOf = (places: Places, ...kinds: string[]) => places.find(({ kind }) => kinds.includes(kind))?.name ?? null

// An address of HSDS needs street, town, province, postal code and country: without one of them there is none, only a point.
const addressOf = (locationId: string, { address, place, postalCode, country }: Address, places: Places) => {
  const city = place ?? nameOf(places, 'municipality')
  const province = nameOf(places, 'department', 'province', 'region')
  if (address === null || postalCode === null || city === null || province === null) return []
  return [
    {
      id: hsdsId('address', locationId),
      location_id: locationId,
      address_1: address,
      city,
      state_province: province,
      ...present({ region: nameOf(places, 'region') }),
      postal_code: postalCode,
      country,
      address_type: 'physical',
    },
  ]
}

const locationFor = (row: Placed & Address, name: string) => {
  const id = hsdsId(row.network, 'location', 'organisation', row.id)
  const addresses = addressOf(id, row, row.places)
  if (addresses.length === 0 && row.latitude === null && row.places.length === 0) return null
  return {
    id,
    location_type: 'physical',
    name,
    ...present({
      latitude: row.latitude,
      longitude: row.longitude,
      addresses,
      external_identifier: row.places[0]?.id ?? null,
      external_identifier_type: row.places[0] === undefined ? null : 'territory',
    }),
  }
}

const serviceLocation = (row: ExportedService, owner: ExportedOrganisation | undefined) => {
  if (row.latitude === null && row.territory === null) return owner === undefined ? null : locationFor(owner, owner.name)
  const id = hsdsId(row.network, 'location', 'service', row.id)
  return {
    id,
    location_type: 'physical',
    name: row.name,
    ...present({
      latitude: row.latitude,
      longitude: row.longitude,
      external_identifier: row.territory,
      external_identifier_type: row.territory === null ? null : 'territory',
    }),
  }
}

const serviceOf = (row: ExportedService, owner: ExportedOrganisation | undefined, language: Language) => {
  const id = hsdsId(row.network, 'service', row.id)
  const locationOf = serviceLocation(row, owner)
  const capacities = row.capacities.map(({ unit, value }) => intlOf(language).formatMessage({ id: `capacity.amount.${unit}` }, { value }))
  return {
    id,
    organization_id: hsdsId(row.network, 'organisation', row.organisation),
    name: row.name,
    status: row.status === 'temporarily_closed' ? 'temporarily closed' : row.status,
    // HSDS 3.0 has no capacity of its own (3.1 has): it is told in words.
    description: [description(row, row.description, language), ...capacities].join(' · '),
    ...present({
      url: row.website,
      email: row.email,
      phones: phonesOf(id, 'service_id', row.phone),
      schedules: schedulesOf(id, row.openingHours),
      service_areas:
        row.area === null ? [] : [{ id: hsdsId(row.network, 'area', row.area.id, row.id), service_id: id, name: row.area.name }],
      service_at_locations:
        locationOf === null
          ? []
          : [{ id: hsdsId('at', id, locationOf.id), service_id: id, location_id: locationOf.id, location: locationOf }],
      languages: row.languages.map((code) => ({
        id: hsdsId('language', id, code),
        service_id: id,
        code,
        name: new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(code) ?? code,
      })),
      attributes: [
        ...(row.careFunction === null ? [] : [functionTerm(row.careFunction, language)]),
        ...(row.desdeCode === null ? [] : [desdeTerm(row.desdeCode, language)]),
      ].map((term) => attribute(id, 'service', term)),
      organization: owner === undefined ? null : organisationOf(owner, language),
    }),
  }
}
