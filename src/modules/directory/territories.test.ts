import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readAreaPage } from './areas.queries.server.ts'
import { put } from './directory.test-support.ts'
import { resolveTerritory } from './named.server.ts'
import { CHILDREN_SHOWN, readPopulation, readTerritoryPage } from './territories.queries.server.ts'

const world = useWorld()
const territory = (id: string, parent_id: string | null, name: string, population: number | null = null) => ({
  id,
  parent_id,
  name,
  population,
  latitude: null,
  longitude: null,
  kind: parent_id === null ? ('country' as const) : id.includes('-R') ? ('region' as const) : ('municipality' as const),
})

const seed = async () => {
  const network = await world.network({ isPublic: true })
  await world.seed(async (db) => {
    await db
      .insertInto('directory.territory')
      .values([
        territory('ZZ', null, 'Zed'),
        territory('ZZ-R1', 'ZZ', 'Nord-de-Zed'),
        territory('ZZ-R2', 'ZZ', 'Sud-de-Zed', 500),
        territory('ZZ-1', 'ZZ-R1', 'Mons-en-Barœul', 100),
        territory('ZZ-2', 'ZZ-R1', 'Armentières', 30),
        territory('ZZ-3', 'ZZ-R1', 'Nulle-Part'),
        territory('ZZ-4', 'ZZ-R2', 'Armentières', 7),
      ])
      .execute()
    await put(db, network, 'a', { territory_id: 'ZZ-1' })
    await db
      .insertInto('directory.area')
      .values([
        { network_id: network, id: 'sector', kind: 'sector', name: 'Secteur', code: 'Z1', organisation_id: 'a' },
        { network_id: network, id: 'else', kind: 'catchment', name: 'Ailleurs', code: null, organisation_id: null },
      ])
      .execute()
    await db
      .insertInto('directory.area_territory')
      .values([
        { network_id: network, area_id: 'sector', territory_id: 'ZZ-1' },
        { network_id: network, area_id: 'sector', territory_id: 'ZZ-3' },
        { network_id: network, area_id: 'else', territory_id: 'ZZ-R2' },
      ])
      .execute()
  })
  return network
}
const page = (id: string, options?: { q?: string; page?: number }) => world.as(VISITOR, (scope) => readTerritoryPage(scope, id, options))

describe('the page of a territory', () => {
  test('shows where it lies, what lies in it and what is there', async () => {
    await seed()
    expect(await page('ZZ-R1')).toMatchObject({
      territory: { name: 'Nord-de-Zed' },
      above: [{ id: 'ZZ', name: 'Zed' }],
      entries: 1,
      children: {
        total: 3,
        rows: [
          { id: 'ZZ-2', population: 30, entries: 0 },
          { id: 'ZZ-1', entries: 1 },
          { id: 'ZZ-3', population: null },
        ],
      },
    })
    await expect(page('XX')).rejects.toMatchObject({ code: 'not_found' })
  })
  test('names the areas that cover it, that lie in it or around it, and no others', async () => {
    await seed()
    const names = async (id: string) => (await page(id)).areas.map(({ id: area }) => area)
    expect(await names('ZZ')).toEqual(['else', 'sector'])
    expect(await names('ZZ-R1')).toEqual(['sector'])
    expect(await names('ZZ-4')).toEqual(['else'])
    expect(await names('ZZ-2')).toEqual([])
  })
  test('finds a municipality inside by its name, accents and typing errors apart', async () => {
    await seed()
    expect((await page('ZZ-R1', { q: 'mons en baroeul' })).children.rows.map(({ id }) => id)).toEqual(['ZZ-1'])
    expect((await page('ZZ-R1', { q: 'armantieres' })).children.rows.map(({ id }) => id)).toEqual(['ZZ-2'])
  })
  test('shows many children on several pages', async () => {
    await seed()
    await world.seed((db) =>
      db
        .insertInto('directory.territory')
        .values(Array.from({ length: CHILDREN_SHOWN + 5 }, (_, n) => territory(`ZZ-N${n}`, 'ZZ-R2', `Ville ${n}`)))
        .execute(),
    )
    const second = await page('ZZ-R2', { page: 2 })
    expect(second.children.total).toBe(CHILDREN_SHOWN + 6)
    expect(second.children.rows).toHaveLength(6)
  })
})

describe('the population of territories', () => {
  const population = (...ids: string[]) => world.as(VISITOR, (scope) => readPopulation(scope, ids))
  test('is the sum of what is known inside, and says what is not known', async () => {
    await seed()
    expect(await population('ZZ-R1')).toEqual({ known: 130, unknown: 0 })
    expect(await population('ZZ')).toEqual({ known: 630, unknown: 0 })
    expect(await population('ZZ-1', 'ZZ-3')).toEqual({ known: 100, unknown: 1 })
    expect(await population('ZZ-3')).toEqual({ known: null, unknown: 1 })
    expect(await population()).toEqual({ known: null, unknown: 0 })
  })
  test('counts nobody twice when one territory lies in another', async () => {
    await seed()
    expect(await population('ZZ-R1', 'ZZ-1')).toEqual({ known: 130, unknown: 0 })
    expect(await population('ZZ', 'ZZ-R2', 'ZZ-4')).toEqual({ known: 630, unknown: 0 })
  })
  test('of an area is that of its territories', async () => {
    const network = await seed()
    expect(await world.as(VISITOR, (scope) => readAreaPage(scope, network, 'sector'))).toMatchObject({
      population: { known: 100, unknown: 1 },
      organisation: { id: 'a' },
      territories: [{ id: 'ZZ-1' }, { id: 'ZZ-3' }],
    })
  })
})

test('a territory is meant by its id, its code or a name that only one has', async () => {
  await seed()
  const meant = (written: string) => world.as(VISITOR, (scope) => resolveTerritory(scope, written))
  expect(await meant('zz-1')).toEqual({ id: 'ZZ-1' })
  expect(await meant('Mons en Baroeul')).toEqual({ id: 'ZZ-1' })
  expect(await meant('Armentières (ZZ-4)')).toEqual({ id: 'ZZ-4' })
  expect(await meant('Armentières')).toEqual({
    fault: { id: 'directory.fault.several', values: { names: 'Armentières (ZZ-2) · Armentières (ZZ-4)' } },
  })
  expect(await meant('Atlantis')).toEqual({ fault: { id: 'directory.fault.territory', values: { written: 'Atlantis' } } })
})
