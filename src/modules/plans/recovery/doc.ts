import * as Y from 'yjs'
import { TEXTS, type TextName } from '../vocabulary.ts'

// A recovery plan as a shared document: texts by name, and goals, each a map of texts. Whatever order edits arrive in, everybody ends
// with the same plan and nothing that was written is lost (Nicolaescu et al., GROUP 2016, on which Yjs stands).

/** What a goal is made of: what it is, its steps (a line each), who helps. */
export const GOAL_TEXTS = ['title', 'steps', 'who'] as const
export type GoalText = (typeof GOAL_TEXTS)[number]
export type Goal = Readonly<Record<GoalText, string>> & {
  id: string
  isReached: boolean /** Put aside: nothing of it is lost. */
  isAway: boolean
}
export type Recovery = { texts: Readonly<Record<TextName, string>>; goals: Goal[] }

const goalsIn = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('goals')
const textIn = (goal: Y.Map<unknown> | undefined, name: GoalText): string => {
  const text = goal?.get(name)
  return text instanceof Y.Text ? text.toString() : ''
}

/** The plan as it stands, goals in the order in which they were set. */
export const readDoc = (doc: Y.Doc): Recovery => ({
  texts: Object.fromEntries(TEXTS.map((name) => [name, doc.getText(name).toString()])) as Record<TextName, string>,
  goals: [...goalsIn(doc)]
    .map(([id, goal]) => ({
      id,
      title: textIn(goal, 'title'),
      steps: textIn(goal, 'steps'),
      who: textIn(goal, 'who'),
      isReached: goal.get('isReached') === true,
      isAway: goal.get('isAway') === true,
      at: Number(goal.get('at') ?? 0),
    }))
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
    .map(({ at: _, ...goal }) => goal),
})

// A character of two code units is one: a cut between them would leave two halves that mean nothing.
const isLow = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text[at] ?? '')

/** Makes a text say what was typed, by the smallest single change: what both have at the beginning and the end stays untouched. */
export const typeInto = (text: Y.Text, typed: string): void => {
  const before = text.toString()
  if (before === typed) return
  let start = 0
  while (start < before.length && start < typed.length && before[start] === typed[start]) start += 1
  if (isLow(before, start) || isLow(typed, start)) start -= 1
  start = Math.max(start, 0)
  let end = 0
  while (end < before.length - start && end < typed.length - start && before[before.length - 1 - end] === typed[typed.length - 1 - end])
    end += 1
  if (isLow(before, before.length - end) || isLow(typed, typed.length - end)) end -= 1
  end = Math.max(end, 0)
  if (before.length - end > start) text.delete(start, before.length - end - start)
  if (typed.length - end > start) text.insert(start, typed.slice(start, typed.length - end))
}

/** A text of the plan: one of its own, or one of a goal that is there. */
export const textNamed = (doc: Y.Doc, name: string): Y.Text | null => {
  const own = TEXTS.find((each) => each === name)
  if (own !== undefined) return doc.getText(own)
  const [, part = '', id = ''] = /^(\w+)-(.+)$/.exec(name) ?? []
  const text = goalsIn(doc).get(id)?.get(part)
  return text instanceof Y.Text ? text : null
}

/** Sets a goal. `at`: the moment, in milliseconds, by which goals stand in order. */
export const addGoal = (doc: Y.Doc, id: string, texts: Readonly<Record<GoalText, string>>, at: number): void =>
  doc.transact(() => {
    const goal = new Y.Map<unknown>()
    for (const name of GOAL_TEXTS) goal.set(name, new Y.Text(texts[name]))
    goal.set('at', at)
    goalsIn(doc).set(id, goal)
  })
export const setReached = (doc: Y.Doc, id: string, isReached: boolean): void => setMark(doc, id, 'isReached', isReached)
export const setAway = (doc: Y.Doc, id: string, isAway: boolean): void => setMark(doc, id, 'isAway', isAway)
// What is as it was is not written again: a form sends every box, and each would be a change.
const setMark = (doc: Y.Doc, id: string, mark: 'isReached' | 'isAway', is: boolean) => {
  const goal = goalsIn(doc).get(id)
  if (goal !== undefined && (goal.get(mark) === true) !== is) goal.set(mark, is)
}

/** Makes the plan say again what it said at some earlier moment; a goal that was not there yet is put aside. */
export const goBackTo = (doc: Y.Doc, { texts, goals }: Recovery): void => {
  for (const name of TEXTS) typeInto(doc.getText(name), texts[name])
  for (const { id } of readDoc(doc).goals) {
    const before = goals.find((goal) => goal.id === id)
    setAway(doc, id, before?.isAway ?? true)
    if (before === undefined) continue
    setReached(doc, id, before.isReached)
    for (const name of GOAL_TEXTS) {
      const text = textNamed(doc, `${name}-${id}`)
      if (text !== null) typeInto(text, before[name])
    }
  }
}

/** A new document with these pieces in it, in whatever order. @throws for bytes that are no piece of a document */
export const docOf = (pieces: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const piece of pieces) Y.applyUpdate(doc, piece)
  })
  return doc
}

/** What a change does to a document of some earlier moment, as a piece for everybody; null when it changes nothing. */
export const pieceOf = (pieces: readonly Uint8Array[], change: (doc: Y.Doc) => void): Uint8Array | null => {
  const doc = docOf(pieces)
  const before = Y.encodeStateVector(doc)
  let isChanged = false
  doc.on('update', () => {
    isChanged = true
  })
  doc.transact(() => change(doc))
  return isChanged ? Y.encodeStateAsUpdate(doc, before) : null
}

/** What somebody lacks who has seen this much. @throws for bytes that say nothing of what was seen */
export const lackingIn = (doc: Y.Doc, seen: Uint8Array | null): Uint8Array =>
  seen === null ? Y.encodeStateAsUpdate(doc) : Y.encodeStateAsUpdate(doc, seen)
export const seenIn = (doc: Y.Doc): Uint8Array => Y.encodeStateVector(doc)
export { applyUpdate, Doc, mergeUpdates } from 'yjs'
