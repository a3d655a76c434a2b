import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { loadBelgium } from '#modules/directory/belgium.server.ts'
import { loadFrance } from '#modules/directory/france.server.ts'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { type Around, findPlaces } from './place-search.server.ts'

const world = useWorld()
const FR: Around = { language: 'fr', country: 'FR' }
const BE: Around = { language: 'fr', country: 'BE' }
const find = (typed: string, around: Around) => world.as(VISITOR, (scope) => findPlaces(scope, typed, around))
// Some of France: all of it takes its time.
const SOME = [
  ['FR-59350', 'Lille', 238_246, ['59000', '59160']],
  ['FR-76351', 'Le Havre', 166_000, ['76600']],
  ['FR-59146', 'Chéreng', 3_000, ['59152']],
  ['FR-59013', 'Anstaing', 1_400, ['59152']],
  ['FR-83080', 'Mons', 900, ['83440']],
  ['FR-17239', 'Mons', 400, ['17160']],
] as const
const begin = async () => {
  await world.as(OPERATOR, loadBelgium)
  await world.seed((owner) =>
    sql`insert into directory.territory (id, kind, name, population, postal_codes) select r ->> 0, 'municipality', r ->> 1, (r ->> 2)::integer,
      array(select jsonb_array_elements_text(r -> 3)) from jsonb_array_elements(${JSON.stringify(SOME)}::jsonb) r`.execute(owner),
  )
}
const firsts = async (around: Around, ...typed: string[]) => {
  const found: string[] = []
  for (const words of typed) found.push((await find(words, around))[0]?.name ?? 'none')
  return found
}

describe('a municipality of France, among all of them', () => {
  test('is found by the beginning of its name, with a typing error or two, by a former name; and not where nobody could know which', async () => {
    await world.as(OPERATOR, loadFrance)
    const found = {
      lille: 'Lille',
      'SAINT ETIENNE': 'Saint-Étienne',
      'St-Étienne': 'Saint-Étienne',
      'st andre lez': 'Saint-André-lez-Lille',
      'villeneuve d’ascq': "Villeneuve-d'Ascq",
      béthune: 'Béthune',
      Roubbaix: 'Roubaix',
      Armantieres: 'Armentières',
      'Vilneuve dasc': "Villeneuve-d'Ascq",
      Montpelier: 'Montpellier',
      Tourcoin: 'Tourcoing',
      havre: 'Le Havre',
      Lomme: 'Lille',
      '75011': 'Paris',
    }
    expect(await firsts(FR, ...Object.keys(found))).toEqual(Object.values(found))
    const nowhere = ['', 'x', '%', "''", 'qqqqqqqqqq', '_____', '59 rue des Lilas, chez Paul', '99999', '0']
    expect(await firsts(FR, ...nowhere)).toEqual(nowhere.map(() => 'none'))
  })
})

describe('a municipality of Belgium', () => {
  test('is found by the name that it has in French, Dutch or German, and shown in the language of who reads', async () => {
    await begin()
    expect(
      await firsts({ language: 'nl', country: 'BE' }, 'Luik', 'Liège', 'Bergen', 'mons', 'Elsene', 'ixelles', 'Gand', 'St-Niklaas'),
    ).toEqual(['Luik', 'Luik', 'Bergen', 'Bergen', 'Elsene', 'Elsene', 'Gent', 'Sint-Niklaas'])
    expect(await firsts(BE, 'Luik', 'Bergen', 'Antwerpen', 'Lüttich', 'St. Vith', 'Kelmis')).toEqual([
      'Liège',
      'Mons',
      'Anvers',
      'Liège',
      'Saint-Vith',
      'La Calamine',
    ])
    expect((await find('Bergen', BE))[0]).toMatchObject({ id: 'BE-53053', called: 'Bergen', within: 'Hainaut', isExact: true })
    expect((await find('Bergen', { language: 'nl' }))[0]).toMatchObject({ name: 'Bergen', called: null, within: 'Henegouwen' })
  })

  test('is found by its postal code, with or without its name', async () => {
    await begin()
    expect(await firsts(BE, '6000', 'B-6040', '7000 Mons', 'Elsene (1050)', '9000')).toEqual([
      'Charleroi',
      'Charleroi',
      'Mons',
      'Ixelles',
      'Gand',
    ])
    expect(await firsts(FR, '59000', 'F-59160', '2A004')).toEqual(['Lille', 'Lille', 'none'])
    // A code of several: all of them, and of these the one that is named.
    expect((await find('5555', BE)).map(({ name }) => name)).toEqual(['Bièvre'])
    expect((await find('59152', FR)).map(({ name }) => name)).toEqual(['Anstaing', 'Chéreng'])
    expect(await find('59152 Chéreng', FR)).toMatchObject([{ name: 'Chéreng', called: '59152' }])
  })

  test('is found by the name from before a merger, or of a part of a town that people name, and with a typing error', async () => {
    await begin()
    expect(await firsts(BE, 'Borsbeek', 'Tongeren', 'Zwijndrecht', 'Overpelt', 'Jumet', 'Laeken', 'Heverlee')).toEqual([
      'Anvers',
      'Tongres-Looz',
      'Beveren-Kruibeke-Zwijndrecht',
      'Pelt',
      'Charleroi',
      'Bruxelles',
      'Louvain',
    ])
    expect(await firsts(BE, 'Charlroi', 'Louvière', 'Leuze en Henaut', 'Leige', 'Mouscrom', 'Bruxeles', 'panne')).toEqual([
      'Charleroi',
      'La Louvière',
      'Leuze-en-Hainaut',
      'Liège',
      'Mouscron',
      'Bruxelles',
      'La Panne',
    ])
  })

  test('of which there are several comes with all of them, those of the network’s country first', async () => {
    await begin()
    const [first, ...others] = await find('Mons', BE)
    expect(first).toMatchObject({ id: 'BE-53053' })
    expect(others.filter(({ isExact }) => isExact).map(({ id }) => id)).toEqual(['FR-83080', 'FR-17239'])
    expect((await find('Lille', FR))[0]?.id).toBe('FR-59350')
    expect((await find('Lille', BE))[0]?.id).toBe('BE-13019')
    // Of a town and its province, the town.
    expect((await find('Namur', BE)).map(({ id }) => id)).toEqual(['BE-92094'])
  })
})
