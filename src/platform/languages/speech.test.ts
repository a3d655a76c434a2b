import { describe, expect, test } from 'vitest'
import type { MessageId } from './message-id.ts'
import { intlOf, sayWith } from './speech.ts'

// Spaces that do not break, narrow or not, read as spaces.
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('speech', () => {
  test('numbers are written as in France, Flanders and Britain', () => {
    expect((['fr', 'nl', 'en', 'fr-x-falc'] as const).map((locale) => plain(intlOf(locale).formatNumber(88000.5)))).toEqual([
      '88 000,5',
      '88.000,5',
      '88,000.5',
      '88 000,5',
    ])
  })

  test('a moment is told in the time of Paris and Brussels, in summer and in winter', () => {
    const time = (moment: string) => intlOf('en').formatDate(moment, { dateStyle: 'long', timeStyle: 'short' })
    expect(time('2025-06-30T22:30:00Z')).toBe('1 July 2025 at 00:30')
    expect(time('2025-12-31T22:30:00Z')).toBe('31 December 2025 at 23:30')
  })

  test('two days of one month are told as one span', () => {
    expect(plain(intlOf('fr').formatDateTimeRange('2025-11-17T12:00:00Z', '2025-11-19T12:00:00Z', { dateStyle: 'long' }))).toMatch(
      /^17.19 novembre 2025$/,
    )
  })

  test('a country has its name in each language', () => {
    expect((['fr', 'nl', 'en'] as const).map((locale) => intlOf(locale).formatDisplayName('BE', { type: 'region' }))).toEqual([
      'Belgique',
      'België',
      'Belgium',
    ])
  })

  test('a message counts by the rules of its language: nobody is one in French, and not in English', () => {
    expect(sayWith(intlOf('fr'))('signIn.failure.wait', { seconds: 0 })).toContain('0 seconde.')
    expect(sayWith(intlOf('en'))('signIn.failure.wait', { seconds: 0 })).toContain('0 seconds.')
  })

  test('a message that does not exist is a mistake that is heard', () => {
    expect(() => sayWith(intlOf('fr'))('no.such.message' as MessageId)).toThrow('no.such.message')
  })
})
