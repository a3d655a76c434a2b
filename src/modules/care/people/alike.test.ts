import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Known, likeness, nameKey, typingErrors } from './alike.ts'

const who = (given: string, family: string, birthDate: string | null = null): Known => ({ given, family, birthDate })
const names = fc.string({ minLength: 1, maxLength: 15, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzéèçñ') })
const person = fc.record({ given: names, family: names, birthDate: fc.constantFrom(null, '1980-01-02', '1980-02-01', '1999-12-31') })

describe('two files', () => {
  test.each([
    [who('Élodie', 'Ménard', '1980-05-06'), who('elodie', 'MENARD', '1980-05-06'), 'same'],
    [who('Ménard', 'Élodie', '1980-05-06'), who('Élodie', 'Ménard', '1980-05-06'), 'same'],
    [who('Elodie', 'Menrad', '1980-05-06'), who('Elodie', 'Menard', '1980-05-06'), 'likely'],
    [who('Elodie', 'Menard', '1980-06-05'), who('Elodie', 'Menard', '1980-05-06'), 'likely'],
    [who('Elodie', 'Menard', '1981-05-06'), who('Elodie', 'Menard', '1980-05-06'), 'likely'],
    [who('Elodie', 'Menard'), who('Elodie', 'Menard', '1980-05-06'), 'possible'],
    [who('Elodie', 'Menard', '1980-05-06'), who('Elodie', 'Vandenberghe', '1980-05-06'), 'possible'],
    [who('Elodie', 'Menard', '1952-11-30'), who('Elodie', 'Menard', '1980-05-06'), null],
    [who('Jan', 'Peeters', '1980-05-06'), who('Elodie', 'Menard', '1980-05-06'), null],
    [who('', ''), who('', '', '1980-05-06'), null],
  ] as const)('%o and %o: %s', (one, other, expected) => {
    expect(likeness(one, other)).toBe(expected)
    expect(likeness(other, one)).toBe(expected)
  })

  test('are alike whichever of them is looked at first, and each is like itself', () => {
    fc.assert(
      fc.property(person, person, (one, other) => {
        expect(likeness(one, other)).toBe(likeness(other, one))
      }),
    )
    fc.assert(
      fc.property(person, (one) => {
        expect(['same', 'possible']).toContain(likeness(one, one))
      }),
    )
  })

  test('stay alike with one letter wrong', () => {
    const long = fc.record({
      given: names.filter((name) => name.length > 5),
      family: names.filter((name) => name.length > 5),
      at: fc.nat(5),
    })
    fc.assert(
      fc.property(long, ({ given, family, at }) => {
        const wrong = `${given.slice(0, at)}q${given.slice(at + 1)}`
        expect(likeness(who(given, family, '1980-01-02'), who(wrong, family, '1980-01-02'))).not.toBeNull()
      }),
    )
  })
})

test('typing errors are counted as a distance', () => {
  expect(typingErrors('menard', 'menrad')).toBe(1)
  expect(typingErrors('', 'abc')).toBe(3)
  fc.assert(
    fc.property(names, names, (a, b) => {
      expect(typingErrors(a, a)).toBe(0)
      expect(typingErrors(a, b)).toBe(typingErrors(b, a))
      expect(typingErrors(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
  )
  expect(nameKey(who('Anne-Marie', 'de la Tour'))).toBe('anne de la marie tour')
})
