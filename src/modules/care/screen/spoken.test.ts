import { expect, test } from 'vitest'
import { nameOfLanguage, SPOKEN } from './spoken.ts'

test('every language that can be chosen has a name, in the three languages of the pages', () => {
  for (const language of ['fr', 'nl', 'en']) {
    const names = SPOKEN.map((code) => nameOfLanguage(code, language))
    expect(names.filter((name, at) => name === SPOKEN[at])).toEqual([])
    expect(new Set(names).size).toBe(SPOKEN.length)
  }
  expect(nameOfLanguage('vgt', 'nl')).toBe('Vlaamse Gebarentaal (VGT)')
})
