import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { readExport } from '#modules/directory/export.queries.server.ts'
import { filtersOf } from '#modules/directory/filters.ts'
import { VISITOR } from '#platform/actor.ts'
import { projectRoot } from '#platform/root.server.ts'
import { useWorld } from '#test/world.ts'
import { hsdsPackage } from './package.server.ts'
import { schedulesOf } from './schedules.server.ts'
import { hsdsId, uuid5 } from './uuid.server.ts'

const world = useWorld()
const schema = JSON.parse(readFileSync(join(projectRoot(), 'content/hsds/hsds-3.0.schema.json'), 'utf8'))
const ajv = new Ajv2020({ allErrors: true })
formats.default(ajv)
const validate = ajv.compile(schema)
const errorsIn = (value: unknown) =>
  validate(value) ? [] : validate.errors?.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)

const seed = async () => {
  const network = await world.network({ isPublic: true })
  await world.seed(async (db) => {
    await db
      .insertInto('directory.territory')
      .values([
        { id: 'ZZ', kind: 'country', parent_id: null, name: 'Zed', population: null, latitude: null, longitude: null },
        { id: 'ZZ-D1', kind: 'department', parent_id: 'ZZ', name: 'Nord-de-Zed', population: null, latitude: null, longitude: null },
        { id: 'ZZ-1', kind: 'municipality', parent_id: 'ZZ-D1', name: 'Mons-en-Zed', population: 12, latitude: null, longitude: null },
      ])
      .execute()
    const organisation = {
      network_id: network,
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
      note: null,
    }
    await db
      .insertInto('directory.organisation')
      .values([
        {
          ...organisation,
          id: 'full',
          name: 'Hôpital',
          kind: 'hospital',
          territory_id: 'ZZ-1',
          address: '1 rue de la Paix',
          postal_code: '59000',
          latitude: 50.6,
          longitude: 3.1,
          phone: '+33 3 20 00 00 00',
          email: 'a@example.org',
          website: 'https://example.org',
          former_names: ['Asile'],
        },
        { ...organisation, id: 'bare', name: 'Association', kind: 'association', parent_id: 'full' },
      ])
      .execute()
    await db
      .insertInto('directory.identifier')
      .values([
        { network_id: network, organisation_id: 'full', scheme: 'siret', value: '12345678900011' },
        { network_id: network, organisation_id: 'full', scheme: 'finess', value: '590000001' },
      ])
      .execute()
    await db
      .insertInto('directory.area')
      .values({ network_id: network, id: 'secteur', kind: 'sector', name: 'Secteur', code: null, organisation_id: null })
      .execute()
    const service = {
      network_id: network,
      description: null,
      phone: null,
      email: null,
      website: null,
      area_id: null,
      latitude: null,
      longitude: null,
      opening_hours: null,
      desde_code: null,
      care_function: null,
      territory_id: null,
    }
    await db
      .insertInto('directory.service')
      .values([
        {
          ...service,
          id: 'crise',
          organisation_id: 'full',
          name: 'Équipe mobile de crise',
          care_function: '2A',
          status: 'temporarily_closed',
          desde_code: 'O2.1',
          languages: ['fr', 'nl'],
          opening_hours: 'Mo-Fr 08:30-12:00,13:00-24:00; PH off',
          phone: '+33 3 20 11 11 11',
          website: 'https://example.org/crise',
          area_id: 'secteur',
        },
        { ...service, id: 'seul', organisation_id: 'bare', name: 'Accueil', opening_hours: 'le matin', territory_id: 'ZZ-1' },
      ])
      .execute()
    await db
      .insertInto('directory.capacity')
      .values({ network_id: network, service_id: 'crise', unit: 'fte', value: 9.8, valid_from: '2020-01-01', valid_to: null })
      .execute()
  })
  const exported = (query = '') =>
    world.as(VISITOR, (scope) => readExport(scope, filtersOf(new URLSearchParams(`network=${network}&${query}`))))
  return { network, exported }
}

describe('the export as HSDS 3.0', () => {
  test.each(['fr', 'nl', 'en'] as const)('keeps to the constraints of the published schemas, in %s', async (language) => {
    const { exported } = await seed()
    expect(errorsIn(JSON.parse(JSON.stringify(hsdsPackage(await exported(), language))))).toEqual([])
  })

  test('would be caught if it did not', async () => {
    const { exported } = await seed()
    const right = JSON.parse(JSON.stringify(hsdsPackage(await exported(), 'en')))
    const [service] = right.services
    expect(errorsIn({ ...right, services: [{ ...service, status: 'temporarily_closed' }] })).toHaveLength(1)
    expect(errorsIn({ ...right, services: [{ ...service, id: 'crise' }] })).toHaveLength(1)
    expect(errorsIn({ ...right, services: [{ ...service, surprise: 1 }] })).toHaveLength(1)
    expect(errorsIn({ ...right, organizations: [{ id: service.organization_id, name: 'x' }] })).toHaveLength(1)
  })

  test('carries hours, languages, terms, place and capacity of a service', async () => {
    const { network, exported } = await seed()
    const { services } = hsdsPackage(await exported('function=2A'), 'en')
    expect(services).toHaveLength(1)
    expect(services[0]).toMatchObject({
      id: hsdsId(network, 'service', 'crise'),
      status: 'temporarily closed',
      description: 'Équipe mobile de crise · 9.8 full-time equivalents',
      schedules: [
        { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '08:30', closes_at: '12:00' },
        { opens_at: '13:00', closes_at: '23:59' },
      ],
      languages: [
        { code: 'fr', name: 'French' },
        { code: 'nl', name: 'Dutch' },
      ],
      attributes: [{ taxonomy_term: { code: '2A' } }, { taxonomy_term: { code: 'O2.1' } }],
      service_areas: [{ name: 'Secteur' }],
      service_at_locations: [
        {
          location: {
            latitude: 50.6,
            addresses: [{ city: 'Mons-en-Zed', state_province: 'Nord-de-Zed', postal_code: '59000', country: 'FR' }],
          },
        },
      ],
      organization: {
        name: 'Hôpital',
        organization_identifiers: [{ identifier_type: 'finess' }, { identifier_type: 'siret', identifier_scheme: 'FR-INSEE' }],
      },
    })
  })

  test('has the organisation of a service that was found, also when it was not found itself', async () => {
    const { exported } = await seed()
    const { organizations } = hsdsPackage(await exported('q=crise'), 'fr')
    expect(organizations.map(({ name }) => name)).toEqual(['Hôpital'])
  })

  test('gives every thing one identifier, the same each time', async () => {
    const { exported } = await seed()
    const [once, again] = [hsdsPackage(await exported(), 'fr'), hsdsPackage(await exported(), 'fr')]
    expect(once).toEqual(again)
    const ids = [...once.organizations, ...once.services, ...once.taxonomy_terms].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    // The example of RFC 9562, appendix A.4.
    expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  })

  test('tells hours that it cannot read as they were written', () => {
    expect(schedulesOf(hsdsId('s'), 'le matin')).toMatchObject([{ description: 'le matin' }])
    expect(schedulesOf(hsdsId('s'), null)).toEqual([])
  })
})
