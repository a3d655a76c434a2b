import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentencesOf } from './lines.tsx'

describe('one idea a line', () => {
  test('each sentence is a line', () => {
    expect(sentencesOf('En danger, appelez le 112. C’est gratuit ! Et après ? Écrivez-nous.')).toEqual([
      'En danger, appelez le 112.',
      'C’est gratuit !',
      'Et après ?',
      'Écrivez-nous.',
    ])
  })
  test('a full stop inside a sentence does not cut it', () => {
    expect(sentencesOf('Voir p. 12 du rapport. Le total est 1.5 fois plus grand.')).toEqual([
      'Voir p. 12 du rapport.',
      'Le total est 1.5 fois plus grand.',
    ])
  })
  test('no word is lost', () => {
    const words = fc.array(fc.constantFrom('Un', 'mot', 'É', '1.5', 'fin.', 'Oui !', '…', '?'), { minLength: 1 })
    fc.assert(
      fc.property(words, (some) => {
        expect(sentencesOf(some.join(' ')).join(' ')).toBe(some.join(' '))
      }),
    )
  })
})
