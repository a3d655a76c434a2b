import { describe, expect, test } from 'vitest'
import type { Figure } from '../figures.ts'
import { INDICATORS, isOfUnit } from '../indicators/index.ts'
import { yearPeriod } from '../period.ts'
import { hiddenFigures } from './hidden.ts'

const interviews = (value: number, group?: string): Figure => ({
  id: `s-${group ?? 'all'}`,
  indicator: 'qr.interviews',
  dimensions: group === undefined ? {} : { group },
  period: yearPeriod(2025),
  quantity: { value, exactness: 'exact' },
  origin: { kind: 'published', source: 'report', locator: 'p. 1', statementId: `s-${group ?? 'all'}` },
  others: [],
})

describe('figures kept back', () => {
  test('a small count is hidden, with one more so that nobody works it out', () => {
    const figures = [interviews(454), interviews(430, 'users'), interviews(21, 'staff'), interviews(3, 'family')]
    expect([...hiddenFigures(figures, 5)].sort()).toEqual(['qr.interviews:group=family:2025', 'qr.interviews:group=staff:2025'])
  })
  test('a number that is no count, kept from before, hides what it stands with and breaks nothing', () => {
    expect(hiddenFigures([interviews(454), interviews(20.5, 'users'), interviews(300, 'staff')], 5).size).toBe(3)
    expect(hiddenFigures([interviews(-1)], 5).size).toBe(1)
  })
  test('all that small counts could reveal about people is counted in whole numbers', () => {
    const sensitive = INDICATORS.filter(({ about }) => about !== undefined)
    expect(sensitive.length).toBeGreaterThan(0)
    for (const { id, unit } of sensitive) expect([id, isOfUnit(2.5, unit)]).toEqual([id, false])
  })
})
