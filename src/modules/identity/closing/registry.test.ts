import { describe, expect, test } from 'vitest'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import { LOCALES } from '#platform/languages/locales.ts'
import { definedPersonalData } from '#platform/personal-data.server.ts'
import { owner } from '../factors/factors.test-support.ts'
import { NAMING } from './closing.test-support.ts'

/** Ids of people that say nothing of a person once the account is empty, or are no longer there when it is. */
const NOT_HELD: readonly (readonly [string, string])[] = []

const undeclared = async (offence = '') => {
  const places = await owner<{ place: string }>(NAMING)
  const said = new Set(definedPersonalData().flatMap(({ columns }) => columns))
  const excused = new Set(NOT_HELD.map(([place]) => place))
  return [...places.map(({ place }) => place), ...(offence === '' ? [] : [offence])].filter(
    (place) => !said.has(place) && !excused.has(place),
  )
}

describe('what is held about people', () => {
  test('every column of the database that names a person is said by the module that has it', async () => {
    expect(await undeclared()).toEqual([])
    expect(await undeclared('nowhere.nothing.person_id'), 'the rule does not see its own offence').toEqual(['nowhere.nothing.person_id'])
  })

  test('every column that is said is there, and said once', async () => {
    const places = (await owner<{ place: string }>(NAMING)).map(({ place }) => place)
    const said = definedPersonalData().flatMap(({ columns }) => columns)
    expect(said.filter((place) => !places.includes(place))).toEqual([])
    expect(new Set(said).size).toBe(said.length)
  })

  test('has words in every language', () => {
    for (const locale of LOCALES)
      for (const { name, onClosing } of definedPersonalData()) {
        expect(catalogueOf(locale)).toHaveProperty([`personal.${name}`])
        if ('keep' in onClosing) expect(catalogueOf(locale)).toHaveProperty([`personal.rule.${onClosing.keep}`])
      }
  })
})
