import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import { LOCALES } from '#platform/languages/locales.ts'
import { documentLabels, labelsOf } from './labels.ts'
import { noteOf, notesOf, runsOf } from './notes.ts'
import { sampleDocument } from './sample.test-support.ts'

describe('notes of an account', () => {
  test('figures are numbered in the order in which the text names them, each once', () => {
    const notes = notesOf(sampleDocument())
    expect([...notes.keys()].slice(0, 4)).toEqual(['councils.active', 'councils.people', 'interviews.done', 'delegations.received'])
    expect([...notes.values()].map(({ number }) => number)).toEqual([...notes.values()].map((_, i) => i + 1))
  })

  test('a figure that no text names has its note all the same: every figure is traced', () => {
    const notes = notesOf(sampleDocument('fr', { chapters: [] }))
    expect(notes.size).toBe(Object.keys(sampleDocument().figures).length)
    expect([...notes.values()].some(({ mentioned }) => mentioned)).toBe(false)
  })

  test('a text that names a figure which is not there stops the account', () => {
    expect(() => noteOf(notesOf(sampleDocument()), 'nowhere')).toThrow('nowhere')
  })

  test('runs of numbers hold each number once, in order', () => {
    expect(runsOf([9, 3, 4, 5, 4])).toEqual([
      { from: 3, to: 5 },
      { from: 9, to: 9 },
    ])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (numbers) => {
        const all = runsOf(numbers).flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
        expect(all).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      }),
    )
  })
})

describe('fixed words of an account', () => {
  test('every language has all of them', () => {
    for (const locale of LOCALES) expect(Object.values(documentLabels(catalogueOf(locale))).every((text) => text.trim() !== '')).toBe(true)
  })

  test('a word that is missing is a mistake of the program', () => {
    expect(() => documentLabels({})).toThrow('no text for the label')
    expect(() => labelsOf({ labels: {} })('contents')).toThrow('contents')
  })
})
