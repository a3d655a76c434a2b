import type { Recovery } from '../recovery/doc.ts'
import { type Audience, PARTS, type Part, TEXTS } from '../vocabulary.ts'

// What two versions of a plan say differently, as somebody tells it who has read both: what came in, what went out. No marks within
// lines, which nobody reads on a bad day.

/** What became of a text: sentences that came in, sentences that went; neither where only their order is another. */
export type TextChange = { more: string[]; less: string[] }
/** What became of one part of a crisis plan; `readers`: who reads it before and after, where that changed. */
export type PartChange = TextChange & { part: Part; readers: { before: readonly Audience[]; after: readonly Audience[] } | null }
export type GoalMark = 'new' | 'away' | 'back' | 'reached' | 'open' | 'gone'
export type GoalChange = TextChange & { id: string; title: string; marks: GoalMark[] }
export type RecoveryChange = { texts: (TextChange & { name: (typeof TEXTS)[number] })[]; goals: GoalChange[] }

// A line, or a sentence of it: a word that changed in a long text is looked for in one sentence.
const sentencesIn = (text: string): string[] =>
  text
    .split(/\n|(?<=[.!?…;])\s+/u)
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** The sentences of one that the other does not have, as often as it lacks them. */
const lackedBy = (other: readonly string[], all: readonly string[]): string[] => {
  const left = new Map<string, number>()
  for (const each of other) left.set(each, (left.get(each) ?? 0) + 1)
  return all.filter((each) => {
    const count = left.get(each) ?? 0
    left.set(each, count - 1)
    return count <= 0
  })
}

/** What became of a text; null where it says the same. */
export const changeOf = (before: string, after: string): TextChange | null => {
  const [old, now] = [sentencesIn(before), sentencesIn(after)]
  if (old.join('\n') === now.join('\n')) return null
  return { more: lackedBy(old, now), less: lackedBy(now, old) }
}

type Parts = readonly { part: Part; text: string; forWhom: readonly Audience[] }[]
/** What became of a crisis plan between two of its versions, in the order of its parts. */
export const crisisChanges = (before: Parts, after: Parts): PartChange[] =>
  PARTS.flatMap((part) => {
    const [old, now] = [before, after].map((parts) => parts.find((each) => each.part === part))
    const text = changeOf(old?.text ?? '', now?.text ?? '')
    // Who reads a part that is not there any more is no news.
    const isRead = old !== undefined && now !== undefined && old.forWhom.toSorted().join() !== now.forWhom.toSorted().join()
    if (text === null && !isRead) return []
    return [{ part, ...(text ?? { more: [], less: [] }), readers: isRead ? { before: old.forWhom, after: now.forWhom } : null }]
  })

type Goal = Recovery['goals'][number]
const wordsOf = ({ title, steps, who }: Goal) => [title, steps, who].join('\n')
const marksOf = (old: Goal, now: Goal): GoalMark[] => [
  ...(old.isAway === now.isAway ? [] : [now.isAway ? ('away' as const) : ('back' as const)]),
  ...(old.isReached === now.isReached ? [] : [now.isReached ? ('reached' as const) : ('open' as const)]),
]

/** What became of a recovery plan between two of its moments. */
export const recoveryChanges = (before: Recovery, after: Recovery): RecoveryChange => ({
  texts: TEXTS.flatMap((name) => {
    const change = changeOf(before.texts[name], after.texts[name])
    return change === null ? [] : [{ name, ...change }]
  }),
  goals: [...after.goals, ...before.goals.filter(({ id }) => !after.goals.some((goal) => goal.id === id))].flatMap(({ id }) => {
    const [old, now] = [before.goals.find((goal) => goal.id === id), after.goals.find((goal) => goal.id === id)]
    if (now === undefined) return old === undefined ? [] : [{ id, title: old.title, marks: ['gone' as const], more: [], less: [] }]
    if (old === undefined) return [{ id, title: now.title, marks: ['new' as const], ...(changeOf('', wordsOf(now)) ?? NOTHING) }]
    const [text, marks] = [changeOf(wordsOf(old), wordsOf(now)), marksOf(old, now)]
    return text === null && marks.length === 0 ? [] : [{ id, title: now.title, marks, ...(text ?? NOTHING) }]
  }),
})
const NOTHING: TextChange = { more: [], less: [] }
