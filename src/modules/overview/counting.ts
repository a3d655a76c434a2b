/** How many days a network waits for what it counts in a year. */
export type Counting = {
  /** Came back to the same function so soon, or at all. */
  soonDays: number
  backDays: number
  /** Seen or reached after function 4. */
  seenDays: number
  /** Goes on with another team; and nobody followed who comes from outside. */
  onwardDays: number
}

/** Hold where a network decided nothing: re-referral as the evaluation of mobile teams counts it, contact after a stay. Migration 0048 has the same. */
export const EXAMPLE: Counting = { soonDays: 30, backDays: 90, seenDays: 7, onwardDays: 30 }
/** The least and the most, as the database checks it. */
export const LIMITS = {
  soonDays: [1, 180],
  backDays: [2, 366],
  seenDays: [1, 90],
  onwardDays: [1, 180],
} as const satisfies Record<keyof Counting, readonly [number, number]>

/** The days as the sentences name them. `next`: the first day that is not soon any more. */
export const inSentences = ({ soonDays, backDays, seenDays, onwardDays }: Counting) => ({
  soon: soonDays,
  next: soonDays + 1,
  back: backDays,
  seen: seenDays,
  onward: onwardDays,
})

const OF_TABLE: Readonly<Record<string, readonly (keyof Counting)[]>> = {
  flows: ['onwardDays'],
  returns: ['soonDays', 'backDays'],
  continuity: ['seenDays'],
}
/** Whether a table counts with other days in one year than in another. */
export const isOtherwise = (table: string, one: Counting, other: Counting): boolean =>
  (OF_TABLE[table] ?? []).some((days) => one[days] !== other[days])
