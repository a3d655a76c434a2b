// Words of requests and of following a person; docs/glossary.md says what each means in French and Dutch.
export const FROM_KINDS = [
  'person',
  'carer',
  'professional',
  'general_practitioner',
  'emergency',
  'police',
  'school',
  'landlord',
  'team',
  'other',
] as const
export type FromKind = (typeof FROM_KINDS)[number]
/** Who asks from outside of the teams. */
export const OUTSIDE_KINDS = FROM_KINDS.filter((kind) => kind !== 'team')

export const URGENCIES = ['today', 'days', 'weeks'] as const
export type Urgency = (typeof URGENCIES)[number]

export const REASON_KINDS = [
  'suicidal_thoughts',
  'low_mood',
  'anxiety',
  'voices_beliefs',
  'agitation',
  'substances',
  'isolation',
  'daily_life',
  'housing',
  'work_learning',
  'after_hospital',
  'family',
  'other',
] as const
export type ReasonKind = (typeof REASON_KINDS)[number]

export const AGREEMENTS = ['yes', 'no', 'unknown'] as const
export type Agreement = (typeof AGREEMENTS)[number]

export const REFUSALS = [
  'full',
  'not_our_territory',
  'not_our_age',
  'not_our_need',
  'already_followed',
  'not_agreed',
  'not_reached',
  'other',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** Who asked by telephone has no code: the team tells them itself what it decided, or could not reach them. */
export const INFORMED = ['yes', 'unreached'] as const
export type Informed = (typeof INFORMED)[number]

/** What a consent opens: whose name, the request, that a team follows the person, what was done, scores, the two plans, the path. */
export const SECTIONS = [
  'identity',
  'request',
  'episodes',
  'contacts',
  'measures',
  'recovery_plan',
  'recovery_write',
  'crisis_plan',
  'path',
] as const
export type SectionName = (typeof SECTIONS)[number]
export const CONSENT_WAYS = ['self', 'spoken', 'written', 'together'] as const
export type ConsentWay = (typeof CONSENT_WAYS)[number]

export const PROFESSIONS = [
  'nurse',
  'psychologist',
  'psychiatrist',
  'physician',
  'social_worker',
  'educator',
  'occupational_therapist',
  'peer_support_worker',
  'coordinator',
  'secretary',
  'other',
] as const
export type Profession = (typeof PROFESSIONS)[number]

/** What a team can set of its own: hours, working days, days. */
export const CLOCKS = ['answer_hours', 'meeting_hours', 'meeting_days', 'longest_days'] as const
/** When a team is told of requests, reminded of them, and others with it (migration 0034). */
export const NOTICE_CLOCKS = ['today_minutes', 'other_minutes', 'told_hours', 'remind_percent', 'escalate_hours'] as const

export const EXIT_REASONS = ['goals_reached', 'by_choice', 'moved_on', 'moved_away', 'admitted', 'lost_contact', 'died', 'other'] as const
export type ExitReason = (typeof EXIT_REASONS)[number]
export const DESTINATIONS = ['home', 'team', 'general_practitioner', 'hospital', 'housing', 'elsewhere', 'unknown'] as const
export type Destination = (typeof DESTINATIONS)[number]

export const MODES = ['home', 'telephone', 'video', 'office', 'street', 'message'] as const
export type Mode = (typeof MODES)[number]
export const PRESENT = ['person', 'carer', 'general_practitioner', 'partner', 'peer', 'interpreter'] as const
export type Present = (typeof PRESENT)[number]
export const MISSED = ['not_there', 'called_off', 'refused', 'by_us'] as const
export type Missed = (typeof MISSED)[number]

/** What an asker tells in their own words: sealed as one text. */
export type Story = {
  /** What happens now. */
  what: string
  hoped: string
  /** What a visitor must know to come and leave safely. */
  safety: string
  /** When and how to answer, so that nobody is put in danger by the answer. */
  answer: string
  askerName: string
  askerReach: string
}
/** How to reach a person: sealed as one text. */
export type Reach = { phone: string; email: string; address: string; how: string }
