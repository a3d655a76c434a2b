import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import type { LOCALES } from '#platform/languages/locales.ts'
import { kindTyped } from './kinds.server.ts'
import { kindInWords } from './kinds.ts'
import { KIND_PATTERN, KNOWN_KINDS } from './vocabulary.ts'

const say = (locale: (typeof LOCALES)[number]) => sayWith(intlOf(locale))

describe('journal: kinds', () => {
  test('a known kind typed in its words in French, Dutch or English is that kind', () => {
    for (const locale of ['fr', 'nl', 'en'] as const) {
      for (const kind of KNOWN_KINDS) expect([locale, kind, kindTyped(kindInWords(say(locale), kind))]).toEqual([locale, kind, kind])
    }
  })
  test('accents and capitals do not matter', () => {
    expect(kindTyped('  REUNION ')).toBe('meeting')
  })
  test('a kind of the network’s own is kept as its words, and read again it stays the same', () => {
    expect(kindTyped('Soirée ciné-débat')).toBe('soiree_cine_debat')
    expect(kindInWords(say('fr'), 'soiree_cine_debat')).toBe('Soiree cine debat')
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const kind = kindTyped(typed)
        expect(kind === '' || KIND_PATTERN.test(kind)).toBe(true)
        if (kind !== '') expect(kindTyped(kindInWords(say('fr'), kind))).toBe(kind)
      }),
    )
  })
})
