// Words of plans, of the circle and of who has looked; docs/glossary.md says what each means in French and Dutch.

/** The parts of a crisis plan, each of them optional, in the order in which they are read in a crisis. */
export const PARTS = ['signs', 'helps', 'worse', 'call', 'trusted', 'places', 'medicines', 'home', 'wishes', 'capacity'] as const
export type Part = (typeof PARTS)[number]

/** Who reads a part besides the person: the teams that follow them, the teams on duty that open the plan, their circle. */
export const AUDIENCES = ['team', 'duty', 'circle'] as const
export type Audience = (typeof AUDIENCES)[number]

export const WAYS = ['alone', 'together', 'accepted'] as const
export type Way = (typeof WAYS)[number]

/** How many months after a version the person is asked whether it still holds; 0: never. */
export const RENEWALS = [6, 12, 24, 0] as const

export const OPENING_REASONS = ['call', 'visit', 'emergency_room', 'relative', 'police'] as const
export type OpeningReason = (typeof OPENING_REASONS)[number]

export const FOUND = ['in_time', 'late', 'no'] as const
export type Found = (typeof FOUND)[number]
export const USED = ['yes', 'partly', 'no'] as const
export type Used = (typeof USED)[number]
export const WHY_NOT = ['not_looked', 'not_clear', 'not_possible', 'out_of_date', 'person_otherwise', 'no_time'] as const
export type WhyNot = (typeof WHY_NOT)[number]

export const RELATIONS = ['relative', 'friend', 'peer', 'professional', 'other'] as const
export type Relation = (typeof RELATIONS)[number]

/** What somebody of the circle may be shown; their name goes with it, so that they know whose it is. */
export const SHAREABLE = ['crisis_plan', 'recovery_plan', 'path', 'contacts'] as const
export type Shareable = (typeof SHAREABLE)[number]
/** Writing in the recovery plan with the person: never without reading it. */
export type Grantable = Shareable | 'recovery_write'
/** What a team may tell a carer whatever is shared: of rights and help, never about the person. */
export const TOPICS = ['rights', 'general', 'crisis', 'associations', 'leave', 'own_help', 'confidence'] as const
export type Topic = (typeof TOPICS)[number]
/** For how many months something is shared, unless it is taken back before. */
export const SHARED_MONTHS = [1, 6, 12, 24] as const

export const PROPOSAL_STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]
export type PlanKind = 'crisis' | 'recovery'

/** The texts of a recovery plan; goals stand beside them, each with its steps. */
export const TEXTS = ['life', 'well', 'signs', 'helps', 'worse'] as const
export type TextName = (typeof TEXTS)[number]

/** Somebody who was there when a plan was written. */
export type Signer = { name: string; role: string; day: string }
