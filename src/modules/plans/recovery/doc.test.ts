import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TEXTS } from '../vocabulary.ts'
import { addGoal, docOf, lackingIn, pieceOf, readDoc, seenIn, setReached, textNamed, typeInto } from './doc.ts'

/** One of two devices: the pieces that it has, and what somebody does there. */
type Device = { pieces: Uint8Array[]; unsent: Uint8Array[] }
const device = (): Device => ({ pieces: [], unsent: [] })
const change = (at: Device, edit: Parameters<typeof pieceOf>[1]) => {
  const piece = pieceOf(at.pieces, edit)
  if (piece === null) return
  at.pieces.push(piece)
  at.unsent.push(piece)
}
const send = (from: Device, to: Device) => to.pieces.push(...from.unsent.splice(0))

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
const name = fc.constantFrom(...TEXTS)
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), who: fc.boolean(), name, at: fc.nat(40), words: word }),
  fc.record({ do: fc.constant('goal' as const), who: fc.boolean(), words: word }),
  fc.record({ do: fc.constant('send' as const), who: fc.boolean() }),
)

describe('a recovery plan that two people write at once', () => {
  test('ends the same for both, whatever was written and sent in whatever order, and has every word of both', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const [mine, theirs] = [device(), device()]
        const written: { name: (typeof TEXTS)[number] | null; mark: string }[] = []
        for (const [at, each] of steps.entries()) {
          const [here, there] = each.who ? [mine, theirs] : [theirs, mine]
          if (each.do === 'send') send(here, there)
          else if (each.do === 'goal') {
            written.push({ name: null, mark: `goal${at}` })
            change(here, (doc) => addGoal(doc, `goal${at}`, { title: each.words, steps: '', who: '' }, at))
          } else {
            // A mark that no other edit takes out: each edit only adds, as somebody does who writes into a sentence.
            const mark = `⟨${at}:${each.words}⟩`
            written.push({ name: each.name, mark })
            change(here, (doc) => {
              const text = textNamed(doc, each.name)
              if (text === null) return
              const before = text.toString()
              // Between marks only: inside of one, a later edit may stand.
              const gaps = [0, ...[...before.matchAll(/⟩/g)].map(({ index }) => index + 1)]
              const place = gaps[each.at % gaps.length] ?? 0
              typeInto(text, before.slice(0, place) + mark + before.slice(place))
            })
          }
        }
        send(mine, theirs)
        send(theirs, mine)
        const [one, other] = [readDoc(docOf(mine.pieces)), readDoc(docOf(theirs.pieces))]
        expect(one).toEqual(other)
        expect(readDoc(docOf([...mine.pieces].reverse()))).toEqual(one)
        for (const { name: where, mark } of written) {
          if (where === null) expect(one.goals.map(({ id }) => id)).toContain(mark)
          else for (const letter of new Set(mark)) expect(one.texts[where]).toContain(letter)
        }
        const length = TEXTS.reduce((sum, each) => sum + one.texts[each].length, 0)
        expect(length).toBe(written.reduce((sum, { name: where, mark }) => sum + (where === null ? 0 : mark.length), 0))
      }),
      { numRuns: 300 },
    )
  })

  test('typing makes a text say exactly what was typed, with characters of two halves too', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', 'é', '😀', '😁', '👩‍🦰')).map((letters) => letters.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const first = pieceOf([], (doc) => typeInto(doc.getText('life'), before))
        const pieces = first === null ? [] : [first]
        const second = pieceOf(pieces, (doc) => typeInto(doc.getText('life'), after))
        expect(readDoc(docOf([...pieces, ...(second === null ? [] : [second])])).texts.life).toBe(after)
        if (before === after) expect(second).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test('an offline edit of an old state leaves what was written meanwhile', () => {
    const [first] = [pieceOf([], (doc) => typeInto(doc.getText('well'), 'Marcher. Dormir.')) as Uint8Array]
    const online = pieceOf([first], (doc) => typeInto(doc.getText('well'), 'Marcher. Lire. Dormir.')) as Uint8Array
    const offline = pieceOf([first], (doc) => typeInto(doc.getText('well'), 'Marcher. Dormir. Chanter.')) as Uint8Array
    expect(readDoc(docOf([first, online, offline])).texts.well).toBe('Marcher. Lire. Dormir. Chanter.')
  })

  test('whoever has seen some of it gets what they lack, and nothing is sent twice for nothing', () => {
    const first = pieceOf([], (doc) => addGoal(doc, 'g', { title: 'Un jardin', steps: '', who: '' }, 1)) as Uint8Array
    const second = pieceOf([first], (doc) => setReached(doc, 'g', true)) as Uint8Array
    const whole = docOf([first, second])
    const lacking = lackingIn(whole, seenIn(docOf([first])))
    expect(readDoc(docOf([first, lacking])).goals).toEqual([
      { id: 'g', title: 'Un jardin', steps: '', who: '', isReached: true, isAway: false },
    ])
    expect(lacking.length).toBeLessThan(lackingIn(whole, null).length)
  })
})
