import fc from 'fast-check'
import { expect, test } from 'vitest'
import { text } from '#platform/cells.ts'
import { reading, typedOf } from './typed.ts'

const typed = (words: string) => {
  const form = new FormData()
  form.set('words', words)
  return typedOf(form)
}

test('nobody’s words are cut in silence: they are kept whole, or their writer is told how many fit', () => {
  const anything = fc.integer({ min: 0, max: 60 }).map((length) => 'é\r\n'.repeat(length).slice(0, length))
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 50 }), (words, most) => {
      const form = reading({ words })
      const kept = form.upTo('words', most)
      const read = form.done(() => kept)
      // A browser sends the end of a line as two signs; whoever wrote it sees one.
      const theirs = words.trim().replaceAll('\r\n', '\n')
      if (theirs.length <= most) expect(read).toEqual({ ok: true, input: theirs })
      else expect(read).toEqual({ ok: false, faults: { words: { id: 'form.fault.long', values: { most: String(most) } } } })
    }),
  )
})

test('a text that no field takes is told as too long even where the field takes the longest', () => {
  for (const [length, fits] of [
    [20_000, true],
    [20_001, false],
    [1_000_000, false],
  ] as const) {
    const form = reading(typed('a'.repeat(length)))
    const kept = [form.upTo('words', 20_000, text), form.cell('words', text)]
    expect(form.done(() => kept).ok, `${length}`).toBe(fits)
    expect(kept[1] !== undefined).toBe(fits)
  }
})

test('what is required is missed before it is measured', () => {
  const form = reading({ words: '   ' })
  form.upTo('words', 5, text)
  expect(form.done(() => null)).toEqual({ ok: false, faults: { words: { id: 'cell.required' } } })
})
