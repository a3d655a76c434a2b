import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cursorOf, type Filters, filtersOf, searchOf } from './filters.ts'

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
const filters = fc.record(
  {
    programme: slug,
    kind: fc.stringMatching(/^[a-z]{1,8}(_[a-z]{1,8})?$/),
    year: fc.integer({ min: 1000, max: 9999 }),
    country: fc.stringMatching(/^[A-Z]{2}$/),
    organisation: slug,
    part_of: slug,
    q: fc
      .string({ minLength: 1, maxLength: 60 })
      .map((text) => text.trim())
      .filter((text) => text !== ''),
  },
  { requiredKeys: [] },
)

describe('journal: filters in the address', () => {
  test('filters and the place in the list survive the address', () => {
    fc.assert(
      fc.property(filters, slug, fc.constantFrom('older' as const, 'newer' as const), (original, id, side) => {
        const search = new URLSearchParams(searchOf(original as Filters, { side, day: '2025-06-24', id }))
        expect(filtersOf(search)).toEqual(original)
        expect(cursorOf(search)).toEqual({ side, day: '2025-06-24', id })
      }),
    )
  })
  test('an address that somebody broke shows the whole list', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('programme', 'kind', 'year', 'country', 'organisation', 'older', 'newer'),
          fc.string().map((text) => `!${text}`),
        ),
        (broken) => {
          const search = new URLSearchParams(broken)
          expect(filtersOf(search)).toEqual({})
          expect(cursorOf(search)).toBeNull()
        },
      ),
    )
  })
  test('days that no calendar has, years before the first and characters that the database cannot hold never reach it', () => {
    expect(cursorOf(new URLSearchParams('older=2025-02-30~a'))).toBeNull()
    expect(cursorOf(new URLSearchParams('older=0000-01-01~a'))).toBeNull()
    expect(filtersOf(new URLSearchParams('year=0000&q=%00'))).toEqual({})
  })
  test('no filter leaves the address bare', () => {
    expect(searchOf({})).toBe('')
  })
})
