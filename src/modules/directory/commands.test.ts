import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { changeArea, readArea } from './areas.commands.server.ts'
import { organisation, put, seedDirectory } from './directory.test-support.ts'
import { readMembership, readRole } from './links.commands.server.ts'
import { addOrganisation, changeOrganisation, lookUpOrganisation, removeOrganisation, usesOf } from './organisations.commands.server.ts'
import { readOrganisation, readOrganisationPage, readTrail } from './organisations.queries.server.ts'
import { sendOrganisation } from './sending.server.ts'
import { parseService } from './service-cells.server.ts'
import { lookUpService, setCapacity } from './services.commands.server.ts'
import { readCapacities, readServicePage } from './services.queries.server.ts'

const world = useWorld()
const seed = (options?: { isPublic?: boolean }) => seedDirectory(world, options)

const AREA = { name: 'Secteur 2', kind: 'sector' as const, code: null, organisation_id: null, territories: [] }

describe('an organisation', () => {
  test('gets a readable id of its own, also when its name is taken or has no letter', async () => {
    const { network, manager } = await seed()
    const add = (name: string) => world.as(manager, (scope) => addOrganisation(scope, manager, network, organisation(name)))
    expect(
      [await add('Maison des usagers'), await add('Maison des usagers'), await add('日本'), await add('New')].map(({ id }) => id),
    ).toEqual(['maison-des-usagers', 'maison-des-usagers-2', 'n', 'n-2'])
  })
  test('that two people change at once keeps the first change, and shows it to the second with what they typed', async () => {
    const { network, manager } = await seed()
    const send = (typed: Record<string, string>) =>
      world.as(manager, (scope) => sendOrganisation(scope, manager, network, 'epsm', { kind: 'hospital', country: 'FR', ...typed }))
    expect(await send({ version: '1', name: 'EPSM Lille' })).toEqual({ id: 'epsm' })
    expect(await send({ version: '1', name: 'EPSM Métropole' })).toMatchObject({
      status: 409,
      answer: { typed: { name: 'EPSM Métropole' }, theirs: { name: 'EPSM Lille' }, version: 2 },
    })
    expect((await world.as(manager, (scope) => readOrganisation(scope, network, 'epsm'))).name).toBe('EPSM Lille')
    expect(await send({ version: '2', name: 'EPSM Métropole' })).toEqual({ id: 'epsm' })
  })
  test('with a wrong field is not written, and nothing that was typed is lost', async () => {
    const { network, manager } = await seed()
    const typed = { version: '1', name: '', kind: 'hospital', country: 'FR', territory: 'Atlantis', phone: '+33 3 20 00 00 00' }
    const sent = await world.as(manager, (scope) => sendOrganisation(scope, manager, network, 'epsm', typed))
    expect(sent).toMatchObject({
      status: 422,
      answer: { typed: { phone: '+33 3 20 00 00 00', territory: 'Atlantis' }, faults: { name: { id: 'cell.required' } } },
    })
    expect(await world.as(manager, (scope) => sendOrganisation(scope, manager, network, 'epsm', { ...typed, name: 'EPSM' }))).toMatchObject(
      { answer: { faults: { territory: { id: 'directory.fault.territory', values: { written: 'Atlantis' } } } } },
    )
  })
  test('cannot belong to itself, nor to what belongs to it', async () => {
    const { network, manager } = await seed()
    await world.seed((db) => put(db, network, 'pole', { parent_id: 'epsm' }))
    const look = (parent: string) =>
      world.as(manager, (scope) => lookUpOrganisation(scope, network, { ...organisation('EPSM'), parent, territory: null }, 'epsm'))
    expect((await look('epsm')).faults).toEqual({ parent: { id: 'directory.fault.circle' } })
    expect((await look('pole')).faults).toEqual({ parent: { id: 'directory.fault.circle' } })
    expect((await look('Réseau (reseau)')).value?.parent_id).toBe('reseau')
  })
  test('that something refers to is not deleted, and says what refers to it', async () => {
    const { network, manager } = await seed()
    await expect(world.as(manager, (scope) => removeOrganisation(scope, manager, network, 'epsm', 1))).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await world.as(manager, (scope) => usesOf(scope, network, 'epsm'))).toEqual({
      services: 1,
      children: 0,
      members: 1,
      areas: 0,
      activities: 0,
    })
    expect((await world.as(VISITOR, (scope) => readOrganisationPage(scope, network, 'epsm'))).services).toHaveLength(1)
  })
  test('shows its trail to administrators only', async () => {
    const { network, manager } = await seed()
    await world.as(manager, (scope) => changeOrganisation(scope, manager, network, 'epsm', 1, organisation('EPSM')))
    const administrator = await world.person({ network, role: 'administrator' })
    expect(await world.as(administrator, (scope) => readTrail(scope, network, 'epsm'))).toMatchObject([
      { action: 'directory.changeOrganisation' },
    ])
    expect(await world.as(manager, (scope) => readTrail(scope, network, 'epsm'))).toEqual([])
  })
})

describe('a service', () => {
  test('closes the open period of a unit when a new one begins, and refuses one that overlaps', async () => {
    const { network, manager } = await seed()
    const note = (value: number, valid_from: string, valid_to: string | null = null) =>
      world.as(manager, (scope) => setCapacity(scope, manager, network, 'crise', { unit: 'beds', value, valid_from, valid_to }))
    expect(await note(6, '2025-07-01')).toBe(true)
    expect(await note(9, '2025-01-01', '2025-12-31')).toBe(false)
    expect(await note(5, '2025-07-01')).toBe(false)
    const periods = await world.as(VISITOR, (scope) => readCapacities(scope, network, 'crise'))
    expect(periods.map(({ value, validFrom, validTo }) => [value, validFrom, validTo])).toEqual([
      [6, '2025-07-01', null],
      [4, '2024-01-01', '2025-06-30'],
    ])
    expect(periods.filter(({ isNow }) => isNow).map(({ value }) => value)).toEqual([6])
  })
  test('is not shown at the address of its organisation when it has a territory of its own', async () => {
    const { network } = await seed()
    await world.seed(async (db) => {
      await db
        .insertInto('directory.territory')
        .values([{ id: 'ZZ', kind: 'country', parent_id: null, name: 'Zed', population: null, latitude: null, longitude: null }])
        .execute()
      await db
        .updateTable('directory.organisation')
        .set({ latitude: 50, longitude: 3, place: 'Lille' })
        .where('network_id', '=', network)
        .where('id', '=', 'epsm')
        .execute()
    })
    expect((await world.as(VISITOR, (scope) => readServicePage(scope, network, 'crise'))).at).toEqual({ latitude: 50, longitude: 3 })
    await world.seed((db) => db.updateTable('directory.service').set({ territory_id: 'ZZ' }).where('network_id', '=', network).execute())
    expect((await world.as(VISITOR, (scope) => readServicePage(scope, network, 'crise'))).at).toBeNull()
  })
  test('names its organisation and its area, or hears which is not there', async () => {
    const { network, manager } = await seed()
    const cells = {
      organisation: 'EPSM',
      name: 'Atelier',
      care_function: '3',
      status: 'active',
      desde_code: 'O5.1',
      languages: 'FR, nl',
      opening_hours: 'Mo-Fr 08:30-16:30',
      phone: '',
      email: '',
      website: '',
      territory: '',
      area: 'secteur',
      latitude: '',
      longitude: '',
      description_fr: '',
      description_nl: '',
      description_en: '',
    }
    const look = async (some: Partial<typeof cells>) => {
      const { value } = parseService({ ...cells, ...some })
      if (value === undefined) throw new Error('the cells are right')
      return world.as(manager, (scope) => lookUpService(scope, network, value))
    }
    expect((await look({})).value).toMatchObject({
      organisation_id: 'epsm',
      area_id: 'secteur',
      languages: ['fr', 'nl'],
      care_function: '3',
    })
    expect((await look({ organisation: 'nobody', area: 'nowhere' })).faults).toMatchObject({
      organisation: { id: 'directory.fault.organisation' },
      area: { id: 'directory.fault.area' },
    })
    expect(parseService({ ...cells, opening_hours: 'le matin', languages: 'français', desde_code: 'X1' }).faults).toMatchObject({
      opening_hours: { id: 'directory.fault.hours' },
      languages: { id: 'directory.fault.languages' },
      desde_code: { id: 'cell.desde' },
    })
  })
})

describe('areas, memberships and public roles', () => {
  test('an area takes names and codes of territories, and tells the one that is not there', async () => {
    const { network, manager } = await seed()
    await world.seed((db) =>
      db
        .insertInto('directory.territory')
        .values([
          { id: 'ZZ', kind: 'country', parent_id: null, name: 'Zed', population: null, latitude: null, longitude: null },
          { id: 'ZZ-1', kind: 'region', parent_id: 'ZZ', name: 'Mons-en-Zed', population: 12, latitude: null, longitude: null },
        ])
        .execute(),
    )
    const read = (territories: string) =>
      world.as(manager, (scope) => readArea(scope, network, { name: 'S', kind: 'sector', code: '', organisation: '', territories }))
    expect((await read('zz\nmons en zed\nMons-en-Zed (ZZ-1)')).value?.territories).toEqual(['ZZ', 'ZZ-1'])
    expect((await read('ZZ\nAtlantis')).faults).toEqual({
      territories: { id: 'directory.fault.territory', values: { written: 'Atlantis' } },
    })
    await world.as(manager, (scope) => changeArea(scope, manager, network, 'secteur', 1, AREA))
    await expect(world.as(manager, (scope) => changeArea(scope, manager, network, 'secteur', 1, AREA))).rejects.toMatchObject({
      code: 'conflict',
    })
  })
  test('a membership that ends before it begins, or of oneself, is told at its field', async () => {
    const { network, manager } = await seed()
    const read = (cells: Record<string, string>) => world.as(manager, (scope) => readMembership(scope, network, 'epsm', cells))
    expect((await read({ group: 'reseau', group_from: '2025-02-01', group_to: '2025-01-01' })).faults).toEqual({
      group_to: { id: 'directory.fault.period' },
    })
    expect((await read({ group: 'epsm' })).faults).toEqual({ group: { id: 'directory.fault.circle' } })
    expect((await read({ group: 'reseau', reason: 'left', group_to: '2025-12-31' })).value).toEqual({
      group_id: 'reseau',
      valid_from: null,
      valid_to: '2025-12-31',
      reason: 'left',
    })
    expect(readRole({ person_name: 'Ada Demo' }).faults).toEqual({ role_fr: { id: 'cell.required' } })
  })
})
