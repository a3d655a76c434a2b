import type { CareFunction } from '#modules/directory/vocabulary.ts'

/** The six questions, in the order in which they are put. Each can be answered with "I do not know" (`any`). */
export const QUESTIONS = ['place', 'urgency', 'need', 'age', 'language', 'when'] as const
export type Question = (typeof QUESTIONS)[number]
/** "I do not know", or "it does not matter". */
export const ANY = 'any'

/** How soon: danger is for the emergency numbers; the others are for teams. */
export const URGENCIES = ['danger', 'today', 'week', 'later'] as const
export type Urgency = (typeof URGENCIES)[number]
export const NEEDS = ['talk', 'crisis', 'support', 'recovery', 'stay', 'housing', 'work', 'leisure'] as const
export type Need = (typeof NEEDS)[number]
/** What partners outside of care help with. */
export const FIELDS = ['housing', 'work', 'learning', 'sport', 'culture'] as const
export type Field = (typeof FIELDS)[number]

/** Ages in bands that the usual limits (12, 16, 18, 26, 65) do not cut through, so that nobody has to say their age. */
export const AGES = ['0-11', '12-15', '16-17', '18-25', '26-64', '65-120'] as const
export type Age = (typeof AGES)[number]
export const TIMES = ['day', 'evening', 'weekend'] as const
export type Time = (typeof TIMES)[number]

/** What answers to a need: teams of these functions, and partners in these fields (the five functions: domain.md, 2.1). */
export const ANSWERS_TO: Readonly<Record<Need, { functions: readonly CareFunction[]; fields: readonly Field[] }>> = {
  talk: { functions: ['1'], fields: [] },
  crisis: { functions: ['2A'], fields: [] },
  support: { functions: ['2B'], fields: [] },
  recovery: { functions: ['3'], fields: [] },
  stay: { functions: ['4'], fields: [] },
  housing: { functions: ['5'], fields: ['housing'] },
  work: { functions: ['3'], fields: ['work', 'learning'] },
  leisure: { functions: ['3'], fields: ['sport', 'culture'] },
}

/** What somebody answered. Absent: not asked yet. */
export type Answers = {
  readonly place?: string
  readonly urgency?: Urgency | typeof ANY
  readonly need?: Need | typeof ANY
  readonly age?: Age | typeof ANY
  readonly language?: string
  readonly when?: Time | typeof ANY
}

export const STATES = ['open', 'waiting', 'full', 'closed'] as const
/** open: takes people now; waiting: takes them after a while; full: takes nobody for now; closed: does not work at present. */
export type State = (typeof STATES)[number]

/** Ages that a team takes, in years, both ends included; null: no limit on that side. */
export type Ages = { from: number | null; to: number | null }
/** Examples that hold until a network sets its own: 16 and over for the crisis teams of one Belgian network (reseaumosaique.be). */
export const USUAL_AGES: Readonly<Partial<Record<CareFunction, Ages>>> = { '2A': { from: 16, to: null } }
export const USUAL_CONFIRMED_DAYS = 14

/** For how many days somebody can wait who needs help soon: until tomorrow, within the week, later. */
export type Waits = { today: number; week: number; later: number }
/** Examples that hold until a network sets its own; migration 0050 has the same as defaults. */
export const USUAL_WAITS: Waits = { today: 1, week: 7, later: 56 }
/** The most that each may be set to, in days, as the database checks it. */
export const MOST_WAITS = { today: 30, week: 90, later: 730 } as const satisfies Waits
