import { describe, expect, test } from 'vitest'
import { checkDates } from './index.ts'

const congress = { id: 'congress', title: { fr: 'Congrès' }, starts: '2025-11-05', ends: '2025-11-07', source: 'report', locator: 'p. 9' }
const talk = (starts: string, ends: string | null = null, precision: 'day' | 'month' | 'year' = 'day') => ({
  id: 'talk',
  title: { fr: 'Communication' },
  starts,
  ends,
  precision,
  source: 'report',
  locator: 'p. 14',
  parent: congress,
})
const verdictOf = (...args: Parameters<typeof talk>) => checkDates([talk(...args)]).map(({ verdict, difference }) => [verdict, difference])

describe('an activity that is part of another', () => {
  test('holds on its first day and on its last', () => {
    expect(verdictOf('2025-11-05')).toEqual([['holds', 0]])
    expect(verdictOf('2025-11-07')).toEqual([['holds', 0]])
  })
  test('contradicts a day after it ended, by one day', () => expect(verdictOf('2025-11-08')).toEqual([['contradicts', 1]]))
  test('contradicts when it began weeks before, by that many days', () => expect(verdictOf('2025-10-08')).toEqual([['contradicts', 28]]))
  test('contradicts when it goes on longer', () => expect(verdictOf('2025-11-06', '2025-11-10')).toEqual([['contradicts', 3]]))
  test('may lie inside when only its month is known', () =>
    expect(verdictOf('2025-11-01', '2025-11-30', 'month')).toEqual([['holds-within-rounding', 23]]))
  test('contradicts when its whole month is another', () =>
    expect(verdictOf('2025-12-01', '2025-12-31', 'month')[0]?.[0]).toBe('contradicts'))
  test('holds inside a year of which nobody knows the days', () => {
    const year = { ...congress, starts: '2025-01-01', ends: null, precision: 'year' as const }
    expect(checkDates([{ ...talk('2025-12-31'), parent: year }])[0]?.verdict).toBe('holds')
  })
  test('names both places and both spans', () => {
    const [relation] = checkDates([talk('2025-11-08')])
    expect(relation).toMatchObject({
      id: 'dates:talk<congress',
      sources: [
        { source: 'report', locator: 'p. 14' },
        { source: 'report', locator: 'p. 9' },
      ],
      terms: [
        { activity: 'talk', role: 'part', starts: '2025-11-08' },
        { activity: 'congress', role: 'whole', ends: '2025-11-07' },
      ],
    })
  })
  test('is not asked of an activity that stands alone', () => expect(checkDates([congress])).toEqual([]))
})
