/** Kinds of beds by the letters of the Belgian hospital norms: A acute, T treatment, Tg older people, Tf family placement. */
export const BED_KINDS = ['A', 'T', 'Tg', 'Tf', 'other'] as const
export type BedKind = (typeof BED_KINDS)[number]

export const BED_STATES = ['planned', 'frozen', 'closed', 'reopened'] as const
export type BedState = (typeof BED_STATES)[number]

export const PROFESSIONS = [
  'nurse',
  'psychologist',
  'social_worker',
  'psychiatrist',
  'educator',
  'occupational_therapist',
  'peer_support_worker',
  'coordinator',
  'other',
] as const
export type Profession = (typeof PROFESSIONS)[number]

/** Why somebody waits: no place free, not enough staff, a partner's answer is missing, or the person wishes to wait. */
export const WAITING_REASONS = ['place', 'staff', 'partner', 'person'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

export const ACTION_STATES = ['not_begun', 'under_way', 'done', 'stopped'] as const
export type ActionState = (typeof ACTION_STATES)[number]

export const COMMITTEE_KINDS = ['network', 'function', 'working_group'] as const
export type CommitteeKind = (typeof COMMITTEE_KINDS)[number]

/** Persons concerned and carers come first: nothing about us without us. */
export const COLLEGES = ['persons_concerned', 'carers', 'organisations', 'professionals', 'elected_officials'] as const
export type College = (typeof COLLEGES)[number]
/** Colleges whose empty seat is said aloud. */
export const FIRST_COLLEGES: readonly College[] = ['persons_concerned', 'carers']

export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

export const DECISION_STATES = ['open', 'under_way', 'done', 'dropped'] as const
export type DecisionState = (typeof DECISION_STATES)[number]
export const isSettled = (state: DecisionState) => state === 'done' || state === 'dropped'

export const TRAINING_STATES = ['planned', 'open', 'held', 'cancelled'] as const
export type TrainingState = (typeof TRAINING_STATES)[number]

/** For whom a course is: categories of the journal, so that both count alike. */
export const AUDIENCES = [
  'everyone',
  'professionals',
  'persons_concerned',
  'carers',
  'peer_support_workers',
  'coordinators',
  'elected_officials',
  'officials',
  'students',
  'citizens',
] as const
export type Audience = (typeof AUDIENCES)[number]

/**
 * Where a network decided nothing: how far ahead "due soon" looks, in days (the usual distance between two meetings of a committee), and of
 * how many teams the dashboard shows each, since more rows are no picture any more. Migration 0048 has the same.
 */
export const PAGES = { aheadDays: 60, mostTeams: 40 } as const
/** The least and the most, as the database checks it. */
export const PAGE_LIMITS = { aheadDays: [1, 366], mostTeams: [1, 200] } as const

/**
 * Where who steers reads the numbers of an indicator of care, below /overview or /care: an aim that is measured by one leads there, since
 * its numbers are told nowhere else than where small ones are hidden.
 */
export const CARE_FIGURES: Readonly<Record<string, (network: string) => string>> = {
  'care.requests': (network) => `/overview/${network}#requests`,
  'care.answers': (network) => `/care/${network}/delays`,
  'care.unmet': (network) => `/overview/${network}#unmet`,
  'care.followed': (network) => `/overview/${network}#caseload`,
  'care.followed.function': (network) => `/overview/${network}/functions/2B`,
  'care.plans.written': (network) => `/overview/${network}#plans`,
  'care.crises': (network) => `/overview/${network}#plans`,
  'care.continuity': (network) => `/overview/${network}#continuity`,
  'care.readmissions': (network) => `/overview/${network}#returns`,
  'care.returns': (network) => `/overview/${network}#returns`,
  'care.coercion': (network) => `/overview/${network}#coercion`,
}
