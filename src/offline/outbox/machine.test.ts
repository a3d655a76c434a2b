import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OUTCOMES, type Outcome } from '#modules/field/vocabulary.ts'
import { EMPTY, type Event, type Item, moved, nextOf, type Outbox, STATES, waitAfter } from './machine.ts'

const item = (id: string, order: number, about = 'n/ana', isAlone = false): Item => ({ id, about, order, state: 'waiting', isAlone })

/** Steps as they fall on a phone: somebody writes, it is sent, an answer is lost before or after the server did it, the phone dies. */
type Step =
  | { do: 'write'; person: number; isAlone: boolean }
  | { do: 'send' }
  | { do: 'arrive'; outcome: Outcome }
  | { do: 'lose'; hasArrived: boolean }
  | { do: 'kill' }
  | { do: 'wait'; ms: number }
  | { do: 'again' }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), person: fc.nat(2), isAlone: fc.boolean() }) },
  { weight: 4, arbitrary: fc.constant({ do: 'send' as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('arrive' as const), outcome: fc.constantFrom(...OUTCOMES) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), hasArrived: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'kill' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(400_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'again' as const }) },
)

/** A server that does each number once, and a phone in front of it. */
const play = (steps: readonly Step[]) => {
  let [box, now, made]: [Outbox, number, number] = [EMPTY, 0, 0]
  const written: Item[] = []
  const doneBy = new Map<string, number>()
  const order: string[] = []
  const happens = (event: Event) => {
    box = moved(box, event)
  }
  const perform = (id: string): Outcome => {
    if (doneBy.has(id)) return 'already'
    doneBy.set(id, 1)
    order.push(id)
    return 'done'
  }
  const answer = (outcome: Outcome) => {
    if (box.sending.length === 0) return
    let isLate = false
    const answers = box.sending.map((id) => {
      if (isLate || outcome === 'later') return { id, outcome: 'later' as const }
      isLate = false
      const refused = outcome === 'conflict' || outcome === 'refused'
      return { id, outcome: refused && !doneBy.has(id) ? outcome : perform(id) }
    })
    happens({ type: 'answered', answers, now })
  }
  const take = (each: Step) => {
    if (each.do === 'write') {
      made += 1
      const next = item(`c${made}`, made, `n/${each.person}`, each.isAlone)
      written.push(next)
      happens({ type: 'enqueued', items: [next] })
    } else if (each.do === 'send') {
      const ids = nextOf(box, now, 3)
      if (ids.length > 0) happens({ type: 'began', ids })
    } else if (each.do === 'arrive') answer(each.outcome)
    else if (each.do === 'lose') {
      if (box.sending.length === 0) return
      if (each.hasArrived) for (const id of box.sending) perform(id)
      happens({ type: 'lost', now })
    } else if (each.do === 'kill') happens({ type: 'restarted' })
    else if (each.do === 'again') {
      const [stuck] = box.items.filter(({ state }) => state !== 'waiting')
      if (stuck !== undefined) happens({ type: 'again', id: stuck.id })
    } else now += each.ms
  }
  for (const each of steps) take(each)
  return { box: () => box, take, written, doneBy, order, pass: (ms: number) => (now += ms) }
}

describe('what waits to be sent', () => {
  test('is lost in no order of writing, sending, answers, losses and deaths, and is done once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const phone = play(steps)
        const held = new Set(phone.box().items.map(({ id }) => id))
        // Either it is still here, or the server did it.
        for (const { id } of phone.written) expect(held.has(id) || phone.doneBy.has(id), id).toBe(true)
        for (const { state } of phone.box().items) expect(STATES).toContain(state)
        for (const id of phone.box().sending) expect(held.has(id)).toBe(true)
        // And when the network stays, all of it arrives.
        phone.take({ do: 'kill' })
        for (let round = 0; round < phone.written.length * 2; round += 1) {
          phone.pass(400_000)
          phone.take({ do: 'again' })
          phone.take({ do: 'send' })
          phone.take({ do: 'arrive', outcome: 'done' })
        }
        expect(phone.box().items).toEqual([])
        expect([...phone.doneBy.keys()].sort()).toEqual(phone.written.map(({ id }) => id).sort())
        expect(phone.order.length).toBe(phone.written.length)
      }),
      { numRuns: 500 },
    )
  })

  test('about one person leaves in the order in which it was written, as long as nothing is refused', () => {
    const noRefusal = fc.array(
      step.filter((each) => each.do !== 'arrive' || each.outcome === 'done' || each.outcome === 'later' || each.outcome === 'already'),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(noRefusal, (steps) => {
        const phone = play(steps)
        for (const about of ['n/0', 'n/1', 'n/2']) {
          const mine = phone.written.filter((each) => each.about === about).map(({ id }) => id)
          const done = phone.order.filter((id) => mine.includes(id))
          expect(done).toEqual(mine.slice(0, done.length))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a file is sent alone, after the contact that it belongs to', () => {
    const box = moved(EMPTY, { type: 'enqueued', items: [item('a', 1), item('b', 2), item('photo', 3, 'n/ana', true), item('c', 4)] })
    expect(nextOf(box, 0, 10)).toEqual(['a', 'b'])
    const rest = moved(moved(box, { type: 'began', ids: ['a', 'b'] }), {
      type: 'answered',
      answers: [
        { id: 'a', outcome: 'done' },
        { id: 'b', outcome: 'done' },
      ],
      now: 0,
    })
    expect(nextOf(rest, 0, 10)).toEqual(['photo'])
  })

  test('waits longer after each loss, five minutes at most, and not at all when somebody asks', () => {
    expect([1, 2, 3, 20].map(waitAfter)).toEqual([2000, 4000, 8000, 300_000])
    const lost = moved(moved(EMPTY, { type: 'enqueued', items: [item('a', 1)] }), { type: 'lost', now: 1000 })
    expect(nextOf(lost, 2999, 10)).toEqual([])
    expect(nextOf(lost, 3000, 10)).toEqual(['a'])
    expect(nextOf(moved(lost, { type: 'hurried' }), 1000, 10)).toEqual(['a'])
  })

  test('what may have arrived is not thrown away while it is under way', () => {
    const sending = moved(moved(EMPTY, { type: 'enqueued', items: [item('a', 1)] }), { type: 'began', ids: ['a'] })
    expect(moved(sending, { type: 'dropped', id: 'a' }).items).toHaveLength(1)
    expect(moved(moved(sending, { type: 'lost', now: 0 }), { type: 'dropped', id: 'a' }).items).toEqual([])
  })
})
