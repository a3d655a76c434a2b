import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuMs } from '#test/cpu.ts'
import { SHORTEST_PASSWORD, weaknessOf } from './password-rules.ts'

describe('a password', () => {
  test.each([
    ['short', 'elf signs!!'],
    ['short', '🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆'],
    ['repeated', 'aaaaaaaaaaaaaaaa'],
    ['repeated', 'abcabcabcabcabc'],
    ['repeated', '121212121212'],
    ['common', 'motdepasse2026!'],
    ['common', 'Azertyuiop2026'],
    ['common', 'P@ssword123456'],
    ['common', 'Wachtwoord1234!'],
    ['common', 'bonjour-soleil'],
    ['common', '1234567890123'],
    ['common', 'maillage-demonstration'],
    ['common', 'abcdefghijklmn'],
  ] as const)('is refused as %s: %s', (why, password) => {
    expect(weaknessOf(password)).toBe(why)
  })

  test('is refused when it is the name or the address of its holder, also with accents and numbers', () => {
    expect(weaknessOf('zoediallo1234', ['Zoé Diallo', 'zoe.diallo@example.org'])).toBe('own')
    expect(weaknessOf('Zoé.Diallo!2026', ['Zoé Diallo', null])).toBe('own')
    expect(weaknessOf('zoe aime les cerises noires', ['Zoé Diallo', null])).toBeNull()
  })

  test.each([
    'trois barques vertes au port',
    'correct horse battery staple',
    'Łódź jest piękna',
    'ここに猫がいますよ元気ですか',
    'k7-Pq!v9zR2m',
    'le soleil cogne sur mer',
  ])('of many parts will do, whatever its signs: %s', (password) => {
    expect(weaknessOf(password, ['Sam Peeters', 'sam@example.org'])).toBeNull()
  })

  test('of twelve signs or more at random will do nearly always, and any answer is quick', () => {
    const signs = fc.string({ unit: 'grapheme', minLength: SHORTEST_PASSWORD * 2, maxLength: 200 })
    fc.assert(
      fc.property(signs, (password) => {
        const started = cpuMs()
        const weakness = weaknessOf(password, ['Somebody Else', 'somebody@example.org'])
        expect([null, 'repeated', 'common', 'own']).toContain(weakness)
        expect(cpuMs() - started).toBeLessThan(200)
      }),
    )
  })

  test('is refused when it is longer than a thousand signs', () => {
    expect(weaknessOf('x1y2'.repeat(251))).toBe('long')
  })

  test('that is very long is judged without delay', () => {
    for (const password of ['a'.repeat(1000), 'ab1'.repeat(333), '0123456789'.repeat(100), 'password'.repeat(125)]) {
      const started = cpuMs()
      expect(weaknessOf(password)).not.toBeNull()
      expect(cpuMs() - started).toBeLessThan(500)
    }
  })
})
