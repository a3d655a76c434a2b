import { describe, expect, test } from 'vitest'
import { HOSTILE, sampleDocument } from './sample.test-support.ts'
import { frenchSpaces, typeset } from './typography.ts'

describe('setting a document', () => {
  test('French signs hold on to their word', () => {
    expect(frenchSpaces('« Oui » : 61 % ; non ?')).toBe('«\u00a0Oui\u00a0»\u00a0: 61\u00a0% ; non\u00a0?'.replace(' ; ', '\u00a0; '))
    expect(frenchSpaces('10:30, a ; b')).toBe('10:30, a\u00a0; b')
  })

  test('other languages keep their spaces, and no language keeps what a document forbids', () => {
    expect(typeset(sampleDocument('nl', { title: 'a : b' })).title).toBe('a : b')
    expect(typeset(sampleDocument('en', { title: 'a\u0000b\ud800' })).title).toBe('ab')
  })

  test('a figure is found by its id afterwards, whatever is in it', () => {
    const [figure] = Object.values(sampleDocument().figures)
    if (figure === undefined) throw new Error('the sample has figures')
    const id = `x : ${HOSTILE}`
    const set = typeset(
      sampleDocument('fr', {
        figures: { [id]: { ...figure, id } },
        chapters: [{ id: 'c', title: 't', blocks: [{ type: 'figures', ids: [id] }] }],
      }),
    )
    const [block] = set.chapters[0]?.blocks ?? []
    expect(block?.type === 'figures' && set.figures[block.ids[0] ?? '']?.label).toBe(figure.label)
  })

  test('days and numbers stay what they were', () => {
    const set = typeset(sampleDocument())
    expect([set.computedAt, set.year, set.edition, set.figures['councils.active']?.value]).toEqual([
      sampleDocument().computedAt,
      2025,
      sampleDocument().edition,
      303,
    ])
  })
})
