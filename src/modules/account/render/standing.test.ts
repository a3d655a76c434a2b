import { describe, expect, test } from 'vitest'
import { sampleDocument } from './sample.test-support.ts'
import { originIn, referenceIn, relationGroups, stateOf } from './standing.ts'

const source = (title: string) => ({ id: title, title, publisher: null, published: null, address: null })
const sources = [source('Bilan'), source('Bilan 2025'), source(''), source('Bilan, annexe')]

describe('places in sources', () => {
  test('a place that begins with the title of a source names it by its number; the longest title wins', () => {
    const reference = referenceIn({ sources })
    expect(reference('Bilan 2025, p. 16')).toEqual({ source: 2, rest: 'p. 16' })
    expect(reference('Bilan, p. 3, En 2025')).toEqual({ source: 1, rest: 'p. 3, En 2025' })
    expect(reference('Bilan, annexe, p. 2')).toEqual({ source: 4, rest: 'p. 2' })
    expect(reference('Bilan 2025')).toEqual({ source: 2, rest: '' })
  })

  test('what only resembles a title is left as it is', () => {
    expect(referenceIn({ sources })('Bilan social, p. 1')).toEqual({ source: null, rest: 'Bilan social, p. 1' })
    expect(referenceIn({ sources })('Les enregistrements')).toEqual({ source: null, rest: 'Les enregistrements' })
  })

  test('a source that says its kind says it once; only French spaces off the colon', () => {
    const origin = originIn({ sources, locale: 'fr' })
    expect(origin('Calculé', 'calculé sur 3 lignes')).toEqual({ kind: '', reference: { source: null, rest: 'Calculé sur 3 lignes' } })
    expect(origin('Publié', 'Bilan, p. 1')).toEqual({ kind: 'Publié\u00a0: ', reference: { source: 1, rest: 'p. 1' } })
    expect(originIn({ sources, locale: 'nl' })('Gepubliceerd', 'Bilan').kind).toBe('Gepubliceerd: ')
  })
})

describe('the standing of an account', () => {
  test('contradictions come first and what holds last; a verdict without relations is not named', () => {
    const shuffled = sampleDocument('fr', { relations: [...sampleDocument().relations].reverse() })
    expect(relationGroups(shuffled).map(({ verdict }) => verdict)).toEqual(['contradicts', 'implies', 'holds-within-rounding', 'holds'])
    expect(relationGroups(sampleDocument('fr', { relations: [] }))).toEqual([])
  })

  test('an edition says its number, its moment and its hash; a working state says that it can change', () => {
    expect(stateOf(sampleDocument('en')).slice(0, 3)).toEqual([
      'Demonstration data',
      'Edition 2, frozen on 10 February 2026 at 17:00',
      'Figures computed on 3 February 2026 at 10:30',
    ])
    expect(stateOf(sampleDocument('en')).at(-1)?.replaceAll(' ', '')).toBe(`Fingerprint:${sampleDocument().edition?.hash}`)
    const working = sampleDocument('en', { edition: null, network: { id: 'x', name: 'X', isDemonstration: false } })
    expect(stateOf(working)).toEqual(['Working state, not frozen', 'Figures computed on 3 February 2026 at 10:30'])
  })
})
