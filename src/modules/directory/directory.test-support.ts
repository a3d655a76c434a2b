import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#platform/db.server.ts'
import type { World } from '#test/world.ts'
import type { OrganisationInput } from './organisation-cells.server.ts'
import type { OrganisationRecord } from './organisations.store.server.ts'
import type { ServiceRecord } from './services.commands.server.ts'
import { ORGANISATION_KINDS } from './vocabulary.ts'

// A text as a person writes it: nothing at its ends, on one line, and no bar, which separates values.
const words = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .map((text) => text.replaceAll(/[|\n\r\0]/g, ' ').trim())
  .filter((text) => text !== '')
const several = fc.uniqueArray(words, { maxLength: 3 })
const digits = (count: number) => fc.uniqueArray(fc.stringMatching(new RegExp(`^\\d{${count}}$`)), { maxLength: 2 })
const degrees = (most: number) => fc.integer({ min: -most * 10_000, max: most * 10_000 }).map((value) => (value === 0 ? 0 : value / 10_000))
const note = fc.dictionary(fc.constantFrom('fr', 'nl', 'en'), words).map((some) => (Object.keys(some).length === 0 ? null : some))
const identifiers = fc
  .record({ finess: digits(9), kbo: digits(10), siret: digits(14), riziv: several, other: several })
  .map((some) =>
    (['finess', 'kbo', 'other', 'riziv', 'siret'] as const).flatMap((scheme) =>
      some[scheme].toSorted().map((value) => ({ scheme, value })),
    ),
  )

/** Any organisation that can be kept. */
export const organisations: fc.Arbitrary<OrganisationInput> = fc
  .record({
    name: words,
    kind: fc.constantFrom(...ORGANISATION_KINDS),
    parent: fc.option(words),
    territory: fc.option(words),
    place: fc.option(words),
    country: fc.stringMatching(/^[A-Z]{2}$/),
    address: fc.option(words),
    postal_code: fc.option(fc.stringMatching(/^[0-9A-Z]{4,6}$/)),
    phone: fc.option(fc.stringMatching(/^\+\d{8,12}$/)),
    email: fc.option(fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.[a-z]{2,3}$/)),
    website: fc.option(fc.stringMatching(/^https:\/\/[a-z]{1,12}\.[a-z]{2,3}$/)),
    former_names: several,
    note,
    identifiers,
  })
  .chain((rest) =>
    fc.option(fc.tuple(degrees(90), degrees(180))).map((at) => ({ ...rest, latitude: at?.[0] ?? null, longitude: at?.[1] ?? null })),
  )

const PLAIN = {
  parent_id: null,
  territory_id: null,
  place: null,
  country: 'FR',
  address: null,
  postal_code: null,
  latitude: null,
  longitude: null,
  phone: null,
  email: null,
  website: null,
  former_names: [],
  note: null,
}

/** An organisation with little in it. */
export const organisation = (name: string, some: Partial<OrganisationRecord> = {}): OrganisationRecord => ({
  ...PLAIN,
  kind: 'association',
  identifiers: [],
  name,
  ...some,
})

/** Puts an organisation into the database as the owner does. */
export const put = async (db: Kysely<Tables>, network: string, id: string, some: Partial<OrganisationRecord> = {}) => {
  const { identifiers, note: _, ...columns } = organisation(id, some)
  await db
    .insertInto('directory.organisation')
    .values({ ...columns, note: null, network_id: network, id })
    .execute()
  if (identifiers.length > 0)
    await db
      .insertInto('directory.identifier')
      .values(identifiers.map((identifier) => ({ ...identifier, network_id: network, organisation_id: id })))
      .execute()
}

/** A crisis team of an organisation, with little else. */
export const service = (name: string, organisation_id = 'epsm'): ServiceRecord => ({
  organisation_id,
  name,
  care_function: '2A',
  status: 'active',
  desde_code: null,
  languages: [],
  opening_hours: null,
  phone: null,
  email: null,
  website: null,
  territory_id: null,
  area_id: null,
  latitude: null,
  longitude: null,
  description: null,
})

/** A network with one of each: organisation, group, service, capacity, area, membership, public role; and somebody who may write it. */
export const seedDirectory = async (world: World, { isPublic = true } = {}) => {
  const network = await world.network({ isPublic })
  await world.seed(async (db) => {
    await put(db, network, 'epsm', { name: 'EPSM', kind: 'hospital' })
    await put(db, network, 'reseau', { name: 'Réseau', kind: 'network' })
    await db
      .insertInto('directory.service')
      .values({ ...service('Équipe mobile'), description: null, network_id: network, id: 'crise' })
      .execute()
    await db
      .insertInto('directory.capacity')
      .values({ network_id: network, service_id: 'crise', unit: 'beds', value: 4, valid_from: '2024-01-01', valid_to: null })
      .execute()
    await db
      .insertInto('directory.area')
      .values({ network_id: network, id: 'secteur', kind: 'sector', name: 'Secteur', code: null, organisation_id: null })
      .execute()
    await db
      .insertInto('directory.membership')
      .values({
        network_id: network,
        organisation_id: 'epsm',
        group_id: 'reseau',
        valid_from: null,
        valid_to: null,
        reason: null,
        source_id: null,
        source_locator: null,
      })
      .execute()
    await db
      .insertInto('directory.public_role')
      .values({
        network_id: network,
        id: 'mayor',
        organisation_id: 'epsm',
        person_name: 'Ada Demo',
        role: sql`'{"en":"mayor"}'::jsonb`,
        valid_from: null,
        valid_to: null,
      })
      .execute()
  })
  return { network, manager: await world.person({ network, role: 'programme_manager' }) }
}
