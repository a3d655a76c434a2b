import { dayOf } from '#platform/today.ts'
import type { ShownLook } from '../screen/look-line.tsx'

type Numbered = ShownLook & { seq: number }
/** One line for the same act of the same person on the same day: how often, and the last of them. */
export type GroupedLook = Numbered & { times: number }

/** What a page shows of a trail, the latest first: somebody who opens three pages is one line that says three times. */
export const grouped = (looks: readonly Numbered[]): GroupedLook[] => {
  const lines = new Map<string, GroupedLook>()
  for (const look of looks) {
    const key = [dayOf(look.at), look.name, look.team, look.action, look.kind, look.reason].join('\u0000')
    const before = lines.get(key)
    lines.set(key, before === undefined ? { ...look, times: 1 } : { ...before, times: before.times + 1 })
  }
  return [...lines.values()]
}
