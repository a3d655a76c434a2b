import { describe, expect, test } from 'vitest'
import { loadFrance } from '#modules/directory/france.server.ts'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { findPlaces } from './places.queries.server.ts'

const world = useWorld()
const firstOf = async (...typed: string[]) => {
  await world.as(OPERATOR, loadFrance)
  const found: string[] = []
  for (const words of typed) found.push((await world.as(VISITOR, (scope) => findPlaces(scope, words)))[0]?.name ?? 'none')
  return found
}

describe('a municipality', () => {
  test('is found by the beginning of its name, without accents, hyphens or capitals', async () => {
    expect(await firstOf('lille', 'SAINT ETIENNE', 'St-Étienne', 'st andre lez', 'villeneuve d’ascq', 'béthune')).toEqual(
      ['Lille', 'Saint-Étienne', 'Saint-Étienne', 'Saint-André-lez-Lille', 'Villeneuve-d’Ascq', 'Béthune'].map((name) =>
        name.replaceAll('’', "'"),
      ),
    )
  })

  test('is found with a typing error or two', async () => {
    expect(await firstOf('Roubbaix', 'Armantieres', 'Vilneuve dasc', 'Montpelier', 'Tourcoin')).toEqual([
      'Roubaix',
      'Armentières',
      "Villeneuve-d'Ascq",
      'Montpellier',
      'Tourcoing',
    ])
  })

  test('is not found where nobody could know which', async () => {
    expect(await firstOf('', 'x', '%', "''", 'qqqqqqqqqq', '_____', '59 rue des Lilas, chez Paul')).toEqual(Array(7).fill('none'))
  })
})
