import { REASON_KINDS, REFUSALS } from '../care/vocabulary.ts'

export const FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const
export const WAYS = ['form', 'telephone', 'team'] as const
export const REASONS = REASON_KINDS
export const ANSWERS = ['taken', 'waiting', 'declined', 'redirected', 'withdrawn'] as const
export { REFUSALS }
/** Where somebody comes from and goes to: a function of the network, or outside of it. */
export const ORIGINS = ['outside', ...FUNCTIONS] as const
export const DESTINATIONS = [...FUNCTIONS, 'home', 'general_practitioner', 'hospital', 'housing', 'elsewhere', 'unknown'] as const
export type Origin = (typeof ORIGINS)[number]
export type Destination = (typeof DESTINATIONS)[number]
/** Came back within 30 days, from the 31st to the 90th, not, or it is too early to say. In the order of the account's parts. */
export const RETURNS = ['d30', 'd90', 'none', 'pending'] as const
export const CONTINUITY = ['no', 'pending', 'yes'] as const
export const PLANNED = ['with', 'without'] as const
export const CRISES = ['not_followed', 'not_found', 'partly', 'yes'] as const
/** What the dashboard tells, each with its definition and how it is counted. */
export const SECTIONS = ['requests', 'unmet', 'flows', 'caseload', 'coverage', 'plans', 'continuity', 'returns', 'more'] as const
export type Section = (typeof SECTIONS)[number]

/** The parts of a count (migration 0042), beside the people whom each team follows. */
export const PARTS_BUT_TEAMS = [
  'asked',
  'way',
  'reason',
  'answer',
  'answered',
  'refusal',
  'exit',
  'flow',
  'return',
  'continuity',
  'place',
  'followed',
  'planned',
  'written',
  'crisis',
] as const
/** Tables that are told by quarter where a quarter is looked at; the others are of the whole year: the counts of a quarter would be too small. */
export const QUARTERLY: readonly string[] = ['way', 'reason', 'answer', 'unmet', 'caseload', 'coercion']

/** Rows of whole functions in the table of teams begin so. */
export const FUNCTION_ROW = 'function '

/** A share of the best trial of psychiatric advance directives: 54.6 % wrote one, 14.8 % were used in a later crisis (JAMA Psychiatry 2022). */
export const TRIAL = { written: 0.546, used: 0.148 } as const
/** Inhabitants that a rate is told for. */
export const PER = 10_000
