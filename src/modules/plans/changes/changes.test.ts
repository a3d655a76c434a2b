import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Recovery } from '../recovery/doc.ts'
import { changeOf, crisisChanges, recoveryChanges } from './changes.ts'

describe('what changed in a text', () => {
  test('is told by sentences and lines: what came in, what went', () => {
    expect(changeOf('Marcher. Dormir tôt.\nLe thé.', 'Marcher. Dormir.\nLe thé.\nChanter.')).toEqual({
      more: ['Dormir.', 'Chanter.'],
      less: ['Dormir tôt.'],
    })
    expect(changeOf('Marcher.\n', '  Marcher.')).toBeNull()
    expect(changeOf('Un.\nDeux.', 'Deux.\nUn.')).toEqual({ more: [], less: [] })
    expect(changeOf('Ana 01', 'Ana 01\nAna 01')).toEqual({ more: ['Ana 01'], less: [] })
  })

  test('loses nothing: what is in one and not in the other is always told, and never what is in both as often', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c.', 'd !', 'e f'), { maxLength: 8 }).map((lines) => lines.join('\n'))
    const countOf = (of: string, line: string) => of.split('\n').filter((each) => each === line).length
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changeOf(before, after)
        expect(change === null).toBe(before === after)
        for (const line of ['a', 'b', 'c.', 'd !', 'e f']) {
          const by = countOf(after, line) - countOf(before, line)
          expect(change?.more.filter((each) => each === line).length ?? 0).toBe(Math.max(by, 0))
          expect(change?.less.filter((each) => each === line).length ?? 0).toBe(Math.max(-by, 0))
        }
      }),
    )
  })
})

test('a crisis plan tells which part changed, and who reads it now', () => {
  const before = [
    { part: 'helps', text: 'Marcher.', forWhom: ['team', 'duty'] },
    { part: 'wishes', text: 'Rester chez moi.', forWhom: [] },
    { part: 'call', text: 'Bo 01', forWhom: ['duty'] },
  ] as const
  const after = [
    { part: 'call', text: 'Bo 01', forWhom: ['duty'] },
    { part: 'helps', text: 'Marcher.', forWhom: ['circle', 'duty', 'team'] },
    { part: 'signs', text: 'Je ne dors plus.', forWhom: ['team'] },
  ] as const
  expect(crisisChanges(before, after)).toEqual([
    { part: 'signs', more: ['Je ne dors plus.'], less: [], readers: null },
    { part: 'helps', more: [], less: [], readers: { before: ['team', 'duty'], after: ['circle', 'duty', 'team'] } },
    { part: 'wishes', more: [], less: ['Rester chez moi.'], readers: null },
  ])
  expect(crisisChanges(after, after)).toEqual([])
})

test('a recovery plan tells which projects are new, put aside, taken up again or reached', () => {
  const goal = (id: string, more: object = {}) => ({ id, title: id, steps: '', who: '', isReached: false, isAway: false, ...more })
  const texts = { life: '', well: '', signs: '', helps: '', worse: '' }
  const before: Recovery = { texts, goals: [goal('chant'), goal('vélo', { isAway: true }), goal('même')] }
  const after: Recovery = {
    texts: { ...texts, life: 'Un balcon.' },
    goals: [goal('chant', { isReached: true, isAway: true }), goal('vélo', { steps: 'Le réparer' }), goal('même'), goal('jardin')],
  }
  expect(recoveryChanges(before, after)).toEqual({
    texts: [{ name: 'life', more: ['Un balcon.'], less: [] }],
    goals: [
      { id: 'chant', title: 'chant', marks: ['away', 'reached'], more: [], less: [] },
      { id: 'vélo', title: 'vélo', marks: ['back'], more: ['Le réparer'], less: [] },
      { id: 'jardin', title: 'jardin', marks: ['new'], more: ['jardin'], less: [] },
    ],
  })
  expect(recoveryChanges(after, before).goals.at(-1)).toMatchObject({ id: 'jardin', marks: ['gone'] })
  expect(recoveryChanges(after, after)).toEqual({ texts: [], goals: [] })
})
