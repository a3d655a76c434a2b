import { describe, expect, test } from 'vitest'
import { LOCALES } from '#platform/languages/locales.ts'
import { ABBREVIATIONS, abbreviationsIn, cutAtAbbreviations } from './abbreviations.ts'
import { INDICATORS, wordsOf } from './indicators/index.ts'

describe('abbreviations', () => {
  test('a text is cut at the first use of each, and nothing of it is lost', () => {
    expect(cutAtAbbreviations('CLSM actifs et CLSM en projet (GCS)')).toEqual([
      { short: 'CLSM' },
      ' actifs et ',
      'CLSM',
      ' en projet (',
      { short: 'GCS' },
      ')',
    ])
    expect(cutAtAbbreviations('Sans sigle')).toEqual(['Sans sigle'])
    expect(cutAtAbbreviations('MSPA')).toEqual(['MSPA'])
  })
  test('those of a document are listed once', () => {
    expect(abbreviationsIn(['GCS et CLSM', 'CLSM', 'le DIUM'])).toEqual(['CLSM', 'GCS'])
  })
  test('no indicator is named by an abbreviation that nobody explains', () => {
    const known: readonly string[] = [...ABBREVIATIONS, 'OMS', 'WHO', 'FALC', 'DOM', 'ETP', 'VTE', 'FTE', 'DOI']
    const labels = LOCALES.filter((locale) => locale !== 'fr-x-falc').flatMap((locale) =>
      INDICATORS.map(({ id }) => wordsOf(locale).label(id)),
    )
    const used = new Set(labels.flatMap((label) => label.match(/\b[A-Z]{3,}\b/g) ?? []))
    expect([...used].filter((short) => !known.includes(short))).toEqual([])
  })
})
