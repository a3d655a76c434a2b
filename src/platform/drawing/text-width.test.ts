import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widthOf, wrap } from './text-width.ts'

describe('text without a browser', () => {
  test('widths are those of the font: an i is narrow, a W wide, an accent changes nothing', () => {
    expect(widthOf('iiii', 10)).toBeLessThan(widthOf('WWWW', 10) / 3)
    expect(widthOf('é', 10)).toBe(widthOf('e', 10))
    expect(widthOf('Lille', 20)).toBeCloseTo(2 * widthOf('Lille', 10))
  })

  test('lines break at spaces and after hyphens; a no-break space holds', () => {
    expect(wrap('Pointe-à-Pitre', 10, 50)).toEqual(['Pointe-à-', 'Pitre'])
    expect(wrap('près de 25\u00a0millions', 10, 65)).toEqual(['près de', '25\u00a0millions'])
    expect(wrap('Belgique / België', 10, 400)).toEqual(['Belgique / België'])
    expect(wrap('61 % (57–65)', 10, 36)).toEqual(['61 %', '(57–65)'])
  })

  test('no letter is lost and no line is wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const lines = wrap(text, 12, width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines) expect([...line].length <= 1 || widthOf(line, 12) <= width).toBe(true)
      }),
    )
  })
})
