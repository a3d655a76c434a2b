import { describe, expect, test } from 'vitest'
import { dayOf, instantOf } from './dates.ts'

describe('dates of an account', () => {
  test('are in words, in the language of the account and the time of the network', () => {
    expect(dayOf('2026-03-03', 'fr')).toBe('3 mars 2026')
    expect(dayOf('2026-03-03', 'nl')).toBe('3 maart 2026')
    expect(dayOf('2026-03-03', 'en')).toBe('3 March 2026')
    expect(instantOf('2026-06-30T22:30:00Z', 'en')).toBe('1 July 2026 at 00:30')
  })

  test('what is not a day is shown as it was written', () => {
    expect(dayOf('vers 2010', 'fr')).toBe('vers 2010')
    expect(instantOf('', 'fr')).toBe('')
  })
})
