import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Filters, filtersOf, queryOf } from './filters.ts'
import { CARE_FUNCTIONS, ORGANISATION_KINDS } from './vocabulary.ts'

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
const filters: fc.Arbitrary<Filters> = fc.record({
  q: fc.string({ maxLength: 60 }).map((text) => text.trim()),
  network: fc.option(slug),
  kind: fc.option(fc.constantFrom(...ORGANISATION_KINDS)),
  function: fc.option(fc.constantFrom(...CARE_FUNCTIONS)),
  in: fc.option(fc.stringMatching(/^[A-Z]{2}-[A-Z0-9]{1,6}$/)),
  group: fc.option(fc.tuple(slug, slug).map((parts) => parts.join('/'))),
  view: fc.constantFrom('list' as const, 'map' as const),
  page: fc.integer({ min: 1, max: 5000 }),
})

describe('the filters of the directory', () => {
  test('come back from the address that they make', () => {
    fc.assert(fc.property(filters, (some) => void expect(filtersOf(new URLSearchParams(queryOf(some, { page: some.page })))).toEqual(some)))
  })
  test('go back to the first page when one of them changes', () => {
    expect(queryOf({ ...filtersOf(new URLSearchParams('q=lille&page=4')), page: 4 }, { kind: 'hospital' })).toBe('?q=lille&kind=hospital')
  })
  test('leave out what is not one of them, whatever stands in an address', () => {
    expect(filtersOf(new URLSearchParams('kind=castle&function=9&in=<b>&group=a&network=%20&page=-3&view=3d'))).toEqual({
      q: '',
      network: null,
      kind: null,
      function: null,
      in: null,
      group: null,
      view: 'list',
      page: 1,
    })
    fc.assert(fc.property(fc.webQueryParameters(), (query) => void filtersOf(new URLSearchParams(query))))
  })
})
