import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { filtersOf } from './filters.ts'
import { readGroups, searchDirectory } from './search.queries.server.ts'

const world = useWorld()

const seedDirectory = async () => {
  const network = await world.network({ isPublic: true })
  await world.seed(async (db) => {
    await db
      .insertInto('directory.territory')
      .values([
        { id: 'ZZ', kind: 'country', parent_id: null, name: 'Zedlande', population: null, latitude: null, longitude: null },
        { id: 'ZZ-R1', kind: 'region', parent_id: 'ZZ', name: 'Hauts-de-Zed', population: null, latitude: 50, longitude: 3 },
        {
          id: 'ZZ-59017',
          kind: 'municipality',
          parent_id: 'ZZ-R1',
          name: 'Armentières-les-Zed',
          population: 25_000,
          latitude: null,
          longitude: null,
        },
        {
          id: 'ZZ-59512',
          kind: 'municipality',
          parent_id: 'ZZ-R1',
          name: 'Roubaix-en-Zed',
          population: 98_000,
          latitude: null,
          longitude: null,
        },
      ])
      .execute()
    const organisation = {
      network_id: network,
      parent_id: null,
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
          id: 'epsm',
          name: 'Établissement public de santé mentale',
          kind: 'hospital',
          territory_id: 'ZZ-59017',
          postal_code: '59280',
          former_names: ['Asile des Peupliers'],
        },
        { ...organisation, id: 'maison', name: 'Maison des usagers', kind: 'user_association', territory_id: 'ZZ-59512' },
        { ...organisation, id: 'reseau', name: 'Réseau de soins', kind: 'network', territory_id: null },
      ])
      .execute()
    const service = {
      network_id: network,
      organisation_id: 'epsm',
      description: null,
      desde_code: null,
      opening_hours: null,
      phone: null,
      email: null,
      website: null,
      territory_id: null,
      area_id: null,
      latitude: null,
      longitude: null,
    }
    await db
      .insertInto('directory.service')
      .values([
        { ...service, id: 'crise', name: 'Équipe mobile de crise', care_function: '2A', territory_id: 'ZZ-59512' },
        { ...service, id: 'atelier', name: 'Atelier de réhabilitation', care_function: '3' },
      ])
      .execute()
    await db
      .insertInto('directory.membership')
      .values([
        {
          network_id: network,
          organisation_id: 'maison',
          group_id: 'reseau',
          valid_from: null,
          valid_to: null,
          reason: null,
          source_id: null,
          source_locator: null,
        },
        {
          network_id: network,
          organisation_id: 'epsm',
          group_id: 'reseau',
          valid_from: '2018-01-01',
          valid_to: '2020-12-31',
          reason: 'left',
          source_id: null,
          source_locator: null,
        },
      ])
      .execute()
  })
  const find = async (query: string) => {
    const { hits, ...rest } = await world.as(VISITOR, (scope) =>
      searchDirectory(scope, filtersOf(new URLSearchParams(`network=${network}&${query}`))),
    )
    return { ids: hits.map(({ serviceId, organisationId }) => serviceId ?? organisationId), ...rest }
  }
  return { network, find }
}

describe('the search of the directory', () => {
  test.each([
    ['without accents', 'etablissement', 'epsm'],
    ['in capitals', 'ÉQUIPE MOBILE', 'crise'],
    ['in another order of the words', 'mentale sante publique', 'epsm'],
    ['by the beginning of a word', 'étab', 'epsm'],
    ['with a typing error', 'etablisement', 'epsm'],
    ['with two letters that changed places', 'etabilssement', 'epsm'],
    ['by a former name', 'peupliers', 'epsm'],
    ['by a former name with a typing error', 'peuplliers', 'epsm'],
    ['by its postal code', '59280', 'epsm'],
    ['by the name of its town without accents', 'armentieres', 'epsm'],
    ['by the name of its town with a typing error', 'armantiere', 'epsm'],
    ['by a word of the service and one of the town', 'roubaix crise', 'crise'],
    ['by what its function is called', 'urgence mobile', 'crise'],
    ['by what its function is called in another language', 'recovery', 'atelier'],
    ['by what its kind is called', 'ziekenhuis', 'epsm'],
    ['by a word and the name of the organisation that runs it', 'atelier établissement', 'atelier'],
  ])('finds a record %s', async (_, q, id) => {
    const { find } = await seedDirectory()
    expect((await find(new URLSearchParams({ q }).toString())).ids[0]).toBe(id)
  })

  test('says that nothing was found rather than show everything', async () => {
    const { find } = await seedDirectory()
    expect(await find('q=xylophone')).toMatchObject({ ids: [], total: 0 })
  })

  test('takes signs of a query for what they are: nothing', async () => {
    const { find } = await seedDirectory()
    expect((await find(`q=${encodeURIComponent("%' or 1=1 --")}`)).total).toBe(0)
    expect((await find(`q=${encodeURIComponent('« … »')}`)).total).toBe(5)
    expect((await find(`q=${encodeURIComponent("santé' mentale")}`)).ids[0]).toBe('epsm')
  })

  test('finds everything inside a territory, and counts one step further down', async () => {
    const { find } = await seedDirectory()
    const region = await find('in=ZZ-R1')
    expect(region.ids.toSorted()).toEqual(['atelier', 'crise', 'epsm', 'maison'])
    expect(region.counts.in).toEqual([
      { value: 'ZZ-59017', name: 'Armentières-les-Zed', count: 2 },
      { value: 'ZZ-59512', name: 'Roubaix-en-Zed', count: 2 },
    ])
    expect((await find('in=ZZ-59512')).ids.toSorted()).toEqual(['crise', 'maison'])
  })

  test('filters by kind and by function, and still counts the other values', async () => {
    const { find } = await seedDirectory()
    const crisis = await find('function=2A')
    expect(crisis.ids).toEqual(['crise'])
    expect(crisis.counts.function.toSorted((a, b) => a.value.localeCompare(b.value))).toEqual([
      { value: '2A', count: 1 },
      { value: '3', count: 1 },
    ])
    expect(crisis.counts.kind).toEqual([{ value: 'hospital', count: 1 }])
    expect((await find('kind=user_association')).ids).toEqual(['maison'])
  })

  test('finds who is a member of a group today, not who has left it', async () => {
    const { network, find } = await seedDirectory()
    expect((await find(`group=${network}/reseau`)).ids).toEqual(['maison'])
    expect(await world.as(VISITOR, (scope) => readGroups(scope, network))).toEqual([
      { value: `${network}/reseau`, name: 'Réseau de soins', count: 1 },
    ])
  })

  test('sorts by name as a reader does: accents do not push a name to the end', async () => {
    const { find } = await seedDirectory()
    expect((await find('')).ids).toEqual(['atelier', 'crise', 'epsm', 'maison', 'reseau'])
  })

  test('follows a change of name, of place and of the territory at once', async () => {
    const { network, find } = await seedDirectory()
    await world.seed(async (db) => {
      await db
        .updateTable('directory.organisation')
        .set({ name: 'Hôpital du Lac' })
        .where('network_id', '=', network)
        .where('id', '=', 'epsm')
        .execute()
      await db.updateTable('directory.territory').set({ name: 'Tourcoing-en-Zed' }).where('id', '=', 'ZZ-59512').execute()
    })
    expect((await find('q=hopital+lac')).ids.toSorted()).toEqual(['atelier', 'crise', 'epsm'])
    expect((await find('q=tourcoing')).ids.toSorted()).toEqual(['crise', 'maison'])
    await world.seed((db) => db.deleteFrom('directory.organisation').where('network_id', '=', network).where('id', '=', 'epsm').execute())
    expect((await find('q=lac')).total).toBe(0)
  })

  test('shows nothing of a network that is not public to a visitor, not even in the counts', async () => {
    const { network, find } = await seedDirectory()
    await world.seed((db) => db.updateTable('platform.network').set({ is_public: false }).where('id', '=', network).execute())
    expect(await find('q=crise')).toMatchObject({ ids: [], total: 0, counts: { kind: [], function: [], network: [], in: [] } })
    expect(await find('')).toMatchObject({ ids: [], total: 0 })
  })
})
