import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCode } from './codes.server.ts'
import { ALPHABET, CARD_LENGTH, groupedCode, PAPER_LENGTH, readCode } from './typed-code.ts'

describe('a code typed by hand', () => {
  test.each([
    ['7k4m 92qx', '7K4M92QX'],
    ['7K4M-92QX', '7K4M92QX'],
    ['  o1IL-oO0u ', '0111000V'],
    ['７Ｋ４Ｍ９２ＱＸ', '7K4M92QX'],
    ['7K4M.92QX', '7K4M92QX'],
  ])('%s is read as %s', (typed, read) => {
    expect(readCode(typed, CARD_LENGTH)).toBe(read)
  })

  test('that is too short or too long is none', () => {
    for (const typed of ['', '7K4M', '7K4M-92QX-1', 'déjà vu']) expect(readCode(typed, CARD_LENGTH)).toBeNull()
  })

  test('is itself again however it is grouped, spaced and written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ALPHABET), { minLength: PAPER_LENGTH, maxLength: PAPER_LENGTH }),
        fc.constantFrom(' ', '-', ' – ', ''),
        fc.boolean(),
        (signs, between, isSmall) => {
          const text = signs.join(between)
          expect(readCode(isSmall ? text.toLowerCase() : text, PAPER_LENGTH)).toBe(signs.join(''))
          expect(readCode(groupedCode(signs.join('')), PAPER_LENGTH)).toBe(signs.join(''))
        },
      ),
    )
  })

  test('is made of the signs that cannot be confused, and never the same twice', () => {
    const codes = Array.from({ length: 300 }, () => newCode(CARD_LENGTH))
    expect(new Set(codes).size).toBe(300)
    expect(codes.join('')).not.toMatch(/[ILOU]/)
  })
})
