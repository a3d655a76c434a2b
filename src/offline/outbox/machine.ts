import type { Outcome } from '#modules/field/vocabulary.ts'

// What waits to be sent, as a pure machine: what the outbox does with every event. Nothing leaves it but by an answer of the server, or
// because whoever wrote it threw it away.
export const STATES = ['waiting', 'conflict', 'refused'] as const
export type ItemState = (typeof STATES)[number]
export type Item = {
  id: string
  /** "network/person": what is about one person is sent in the order in which it was written. */
  about: string
  order: number
  state: ItemState
  /** Sent alone: it carries a file. */
  isAlone: boolean
}
export type Outbox = {
  items: readonly Item[]
  sending: readonly string[]
  /** How often in a row nothing came back, and when to try again. */
  lost: number
  notBefore: number
}
export type Event =
  | { type: 'enqueued'; items: readonly Item[] }
  | { type: 'began'; ids: readonly string[] }
  | { type: 'answered'; answers: readonly { id: string; outcome: Outcome }[]; now: number }
  | { type: 'lost'; now: number }
  | { type: 'again'; id: string }
  | { type: 'dropped'; id: string }
  /** The tab or the phone was killed and opened again: nobody knows what arrived. */
  | { type: 'restarted' }
  /** There is a network again, or somebody asked for it: no reason to wait. */
  | { type: 'hurried' }

export const EMPTY: Outbox = { items: [], sending: [], lost: 0, notBefore: 0 }
const FIRST_WAIT = 2_000
const LONGEST_WAIT = 5 * 60_000
export const waitAfter = (lost: number) => Math.min(FIRST_WAIT * 2 ** (lost - 1), LONGEST_WAIT)

const settled = (items: readonly Item[], answers: ReadonlyMap<string, Outcome>): Item[] =>
  items.flatMap((item): Item[] => {
    const outcome = answers.get(item.id)
    if (outcome === undefined || outcome === 'later') return [item]
    return outcome === 'done' || outcome === 'already' ? [] : [{ ...item, state: outcome }]
  })

export const moved = (box: Outbox, event: Event): Outbox => {
  switch (event.type) {
    case 'enqueued': {
      const known = new Set(box.items.map(({ id }) => id))
      const added = event.items.filter(({ id }) => !known.has(id))
      return { ...box, items: [...box.items, ...added].sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1)) }
    }
    case 'began':
      return box.sending.length > 0 ? box : { ...box, sending: event.ids.filter((id) => box.items.some((item) => item.id === id)) }
    case 'answered': {
      const asked = event.answers.filter(({ id }) => box.sending.includes(id))
      const isLate = asked.some(({ outcome }) => outcome === 'later') || asked.length < box.sending.length
      const lost = isLate ? box.lost + 1 : 0
      return {
        items: settled(box.items, new Map(asked.map(({ id, outcome }) => [id, outcome]))),
        sending: [],
        lost,
        notBefore: isLate ? event.now + waitAfter(lost) : 0,
      }
    }
    case 'lost':
      return { ...box, sending: [], lost: box.lost + 1, notBefore: event.now + waitAfter(box.lost + 1) }
    case 'again':
      return {
        ...box,
        items: box.items.map((item) => (item.id === event.id && item.state !== 'waiting' ? { ...item, state: 'waiting' as const } : item)),
      }
    case 'dropped':
      // What may have arrived already is not thrown away unseen.
      return box.sending.includes(event.id) ? box : { ...box, items: box.items.filter(({ id }) => id !== event.id) }
    case 'restarted':
      return { ...box, sending: [], lost: 0, notBefore: 0 }
    case 'hurried':
      return { ...box, notBefore: 0 }
  }
}

/** What is sent next: the oldest that wait, several at once, a file alone. Nothing while an answer is awaited, or before its time. */
export const nextOf = ({ items, sending, notBefore }: Outbox, now: number, most: number): string[] => {
  if (sending.length > 0 || now < notBefore) return []
  const waiting = items.filter(({ state }) => state === 'waiting')
  if (waiting[0]?.isAlone === true) return [waiting[0].id]
  const files = waiting.findIndex(({ isAlone }) => isAlone)
  return waiting.slice(0, Math.min(most, files === -1 ? waiting.length : files)).map(({ id }) => id)
}
