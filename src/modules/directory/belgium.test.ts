import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { loadBelgium, readBelgium } from './belgium.server.ts'

const world = useWorld()
// Statbel, REFNIS on 1 January 2025: 581 municipalities became 565.
const OF_PROVINCE = {
  'BE-BRU': 19,
  'BE-VAN': 67,
  'BE-VBR': 63,
  'BE-VLI': 38,
  'BE-VOV': 55,
  'BE-VWV': 62,
  'BE-WBR': 27,
  'BE-WHT': 69,
  'BE-WLG': 84,
  'BE-WLX': 43,
  'BE-WNA': 38,
}
// Statbel, 1 January 2020.
const BELGIANS = 11_492_641

describe('the municipalities of Belgium', () => {
  test('are 565: 285 in Flanders, 261 in Wallonia and 19 in Brussels, province by province', async () => {
    const all = await readBelgium()
    const towns = all.filter(({ kind }) => kind === 'municipality')
    const counted = Object.fromEntries(
      Object.keys(OF_PROVINCE).map((province) => [province, towns.filter(({ parent_id }) => parent_id === province).length]),
    )
    expect(counted).toEqual(OF_PROVINCE)
    const inRegion = (region: string) => {
      const provinces = all.filter(({ parent_id }) => parent_id === region).map(({ id }) => id)
      return towns.filter(({ parent_id }) => [region, ...provinces].includes(parent_id ?? '')).length
    }
    expect(['BE-VLG', 'BE-WAL', 'BE-BRU'].map(inRegion)).toEqual([285, 261, 19])
    expect(towns).toHaveLength(565)
  })

  test('have each a code of their own, people, and a postal code; together all who live in Belgium', async () => {
    const towns = (await readBelgium()).filter(({ kind }) => kind === 'municipality')
    expect(new Set(towns.map(({ id }) => id)).size).toBe(565)
    for (const { id, name, postal_codes, population } of towns) {
      expect(id).toMatch(/^BE-\d{5}$/)
      expect(name).not.toBe('')
      expect(postal_codes.length, name).toBeGreaterThan(0)
      for (const code of postal_codes) expect(code).toMatch(/^[1-9]\d{3}$/)
      expect(population, name).toBeGreaterThan(0)
    }
    expect(towns.reduce((sum, { population }) => sum + (population ?? 0), 0)).toBe(BELGIANS)
  })

  test('keep the names from before the mergers of 2019 and 2025, and none of those that vanished as municipalities', async () => {
    const all = await readBelgium()
    const holderOf = (name: string) => all.filter(({ names }) => names.some((each) => each.name === name)).map((each) => each.name)
    expect(holderOf('Borsbeek')).toEqual(['Antwerpen'])
    expect(holderOf('Galmaarden')).toEqual(['Pajottegem'])
    expect(holderOf('Bertogne')).toEqual(['Bastogne'])
    expect(holderOf('Zomergem')).toEqual(['Lievegem'])
    expect(holderOf('Overpelt')).toEqual(['Pelt'])
    expect(all.find(({ id }) => id === 'BE-46030')?.parent_id).toBe('BE-VOV')
    for (const gone of ['Meulebeke', 'Kortessem', 'Nevele']) expect(all.filter(({ name }) => name === gone)).toEqual([])
  })

  test('come into a database once, with what they are called in its languages', async () => {
    expect(await world.as(OPERATOR, loadBelgium)).toBe(579)
    expect(await world.as(OPERATOR, loadBelgium)).toBe(0)
    const { rows } = await world.seed((owner) =>
      sql`select t.name, n.name as other, n.language from directory.territory t join directory.territory_name n on n.territory_id = t.id
        where t.id in ('BE-53053', 'BE-21009', 'BE-63040') and n.language is not null order by t.id, n.language`.execute(owner),
    )
    expect(rows).toEqual([
      { name: 'Ixelles / Elsene', other: 'Ixelles', language: 'fr' },
      { name: 'Ixelles / Elsene', other: 'Elsene', language: 'nl' },
      { name: 'Mons', other: 'Bergen', language: 'nl' },
      { name: 'Kelmis', other: 'La Calamine', language: 'fr' },
    ])
  })
})
