/** What a team decides of its board. */
export type BoardRules = {
  /** Visits are made by two. */
  pairs: boolean
  /** Minutes after the expected end until a visit is overdue on the board. */
  graceMinutes: number
  /** Minutes after that until the leads and who is on duty are told; then between two further times; and how often at most. */
  leadMinutes: number
  againMinutes: number
  mostTimes: number
  /** Whoever is out alone gives a sign at least so often, in minutes. */
  aloneMinutes: number
  /** By so many minutes a visit is made longer, each in one tap. */
  longerMinutes: readonly number[]
  /** The hours of the day (HH:MM, there) and the days of the week (1 is Monday) in which somebody should be on duty. */
  dutyFrom: string
  dutyTo: string
  dutyDays: readonly number[]
  /** A swap counts once a lead has said yes. */
  leadConfirms: boolean
  /** How many days somebody is meant to stay among those who are discussed. */
  discussedDays: number
  /** After how many days the board asks whether somebody is still to be seen as often. */
  intensityDays: number
  /** Within how many days somebody who comes back to the team came back soon, or from the same. */
  backSoonDays: number
  backDays: number
  /** Missed so often in a row, or not met for so many days: somebody to speak of. */
  missedTimes: number
  silentDays: number
}

// Hours and pairs: the rules of one Belgian network for its crisis team (Mosaïque; domain facts 2.2). The rest are examples of ours, and every
// one can be set by the team; 30 and 90 days are those of the evaluation of mobile teams. Migrations 0022, 0035 and 0050 have the same numbers as their defaults; a test holds the two against each other.
export const EXAMPLE: BoardRules = {
  pairs: true,
  graceMinutes: 15,
  leadMinutes: 15,
  againMinutes: 15,
  mostTimes: 4,
  aloneMinutes: 60,
  longerMinutes: [15, 30, 60],
  dutyFrom: '08:30',
  dutyTo: '16:30',
  dutyDays: [1, 2, 3, 4, 5, 6, 7],
  leadConfirms: true,
  discussedDays: 14,
  intensityDays: 7,
  backSoonDays: 30,
  backDays: 90,
  missedTimes: 2,
  silentDays: 14,
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
/** The least and the most that a number may be, as the database checks it. */
export const LIMITS = {
  graceMinutes: [0, 240],
  leadMinutes: [0, 240],
  againMinutes: [5, 240],
  mostTimes: [1, 20],
  aloneMinutes: [5, 720],
  longerMinutes: [5, 240],
  discussedDays: [1, 366],
  intensityDays: [1, 366],
  missedTimes: [1, 20],
  silentDays: [1, 366],
  backSoonDays: [1, 366],
  backDays: [1, 730],
} as const satisfies Partial<Record<keyof BoardRules, readonly [number, number]>>
/** How many taps for "it takes longer" fit on a telephone. */
export const MOST_LONGER = 4
