// Words of staying somewhere; docs/glossary.md says what each means in French and Dutch.
export const WAYS = ['voluntary', 'without_consent'] as const
export type Way = (typeof WAYS)[number]

/**
 * The ground in law on which somebody comes without their consent. France: code de la santé publique, articles L3212-1 (at the request
 * of somebody else; imminent danger), L3212-3 (urgent) and L3213-1 (representative of the State), and code de procédure pénale, article
 * 706-135 (a court). Belgium: law of 26 June 1990 as amended by that of 16 May 2024, in force since 1 January 2025 (clinical assessment
 * of 48 hours at most, protective observation of 40 days at most, continued stay).
 */
export const LEGAL_BASES = [
  'fr_third_party',
  'fr_third_party_urgent',
  'fr_imminent_danger',
  'fr_state',
  'fr_court',
  'be_assessment',
  'be_observation',
  'be_continued',
  'other',
] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]
/** Those of one country; 'other' is of every country. */
export const basesOf = (country: string): LegalBasis[] =>
  LEGAL_BASES.filter((basis) => basis === 'other' || basis.startsWith(`${country.toLowerCase()}_`))

export const COMPANIES = ['alone', 'relatives', 'team', 'other'] as const
export type Company = (typeof COMPANIES)[number]

export const RECEIVERS = ['team', 'general_practitioner', 'housing', 'relatives', 'other', 'none'] as const
export type Receiver = (typeof RECEIVERS)[number]
/** What is seen to before somebody leaves; the person reads the same list. */
export const CHECKS = ['with_me', 'crisis_plan', 'medicines', 'papers', 'home', 'carers', 'receiver', 'appointment'] as const
export type Check = (typeof CHECKS)[number]
/** How somebody said yes: by themselves in their space, aloud, on paper, or as it was written down together. */
export const YES_WAYS = ['self', 'spoken', 'written', 'together'] as const
export type YesWay = (typeof YES_WAYS)[number]
/** As a team notes it: nobody says yes for somebody else. */
export const NOTED_WAYS = ['spoken', 'written', 'together'] as const

export const MEASURE_KINDS = ['seclusion', 'mechanical', 'physical', 'chemical', 'admission'] as const
export type MeasureKind = (typeof MEASURE_KINDS)[number]
export const ALTERNATIVES = [
  'talk',
  'calm_place',
  'company',
  'outside',
  'activity',
  'crisis_plan',
  'trusted_person',
  'medicine_offered',
  'choice_offered',
  'other',
] as const
export type Alternative = (typeof ALTERNATIVES)[number]
export const WATCHES = ['presence', 'somatic', 'psychiatric'] as const
export type Watch = (typeof WATCHES)[number]
export const FINDINGS = ['needed', 'avoidable', 'wrong'] as const
export type Finding = (typeof FINDINGS)[number]

export const STEPS = ['visit', 'trial', 'stay'] as const
export type Step = (typeof STEPS)[number]
export const END_REASONS = ['by_choice', 'moved_on', 'not_fitting', 'other'] as const
export type EndReason = (typeof END_REASONS)[number]
/** Why somebody waits: as in what a team states of its load (network). */
export const WAITING_REASONS = ['place', 'staff', 'partner', 'person'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]
export const WAITING_ENDS = ['came', 'by_choice', 'elsewhere', 'other'] as const
export type WaitingEnd = (typeof WAITING_ENDS)[number]

export const CHAIRED = ['resident', 'worker', 'together'] as const
export type Chaired = (typeof CHAIRED)[number]
export const DECISION_STATES = ['open', 'done', 'dropped'] as const
export type DecisionState = (typeof DECISION_STATES)[number]

export const THRESHOLDS = [
  'soon_days',
  'contact_days',
  'seclusion_hours',
  'mechanical_hours',
  'physical_hours',
  'chemical_hours',
  'admission_hours',
  'check_minutes',
  'review_days',
  'debriefing_days',
  'trial_days',
  'leave_hours',
] as const
export type Threshold = (typeof THRESHOLDS)[number]
export type Rules = Readonly<Record<Threshold, number>>
/**
 * What holds where a team set nothing. Seclusion 12 hours and mechanical restraint 6 hours are those after which French law asks for a
 * new decision (code de la santé publique, article L3222-5-1, II). Twelve days are those within which a French judge rules on a stay
 * without consent (article L3211-12-1). Forty-eight hours are the longest leave alone during such a stay (article L3211-11-1). The contact
 * within seven days after leaving is the network's own aim. The others are examples of this program, and nobody's rule.
 */
export const EXAMPLES: Rules = {
  soon_days: 7,
  contact_days: 7,
  seclusion_hours: 12,
  mechanical_hours: 6,
  physical_hours: 1,
  chemical_hours: 24,
  admission_hours: 288,
  check_minutes: 60,
  review_days: 3,
  debriefing_days: 7,
  trial_days: 7,
  leave_hours: 48,
}
/** The most that each may be set to, as the database has it. */
export const MOST: Rules = {
  soon_days: 90,
  contact_days: 90,
  seclusion_hours: 8760,
  mechanical_hours: 8760,
  physical_hours: 8760,
  chemical_hours: 8760,
  admission_hours: 8760,
  check_minutes: 1440,
  review_days: 90,
  debriefing_days: 90,
  trial_days: 366,
  leave_hours: 8760,
}
export const hoursFor = (rules: Rules, kind: MeasureKind): number => rules[`${kind}_hours`]

/** Where a house, one of its people and one measure are shown to the team. */
export const housePath = (network: string, team: string, person?: string, measure?: string) =>
  `/stays/${network}/${team}${person === undefined ? '' : `/people/${person}`}${measure === undefined ? '' : `/measures/${measure}`}`
/** Why an episode ends with leaving: of those that care knows. */
export const EXITS = ['goals_reached', 'by_choice', 'moved_on', 'moved_away', 'other'] as const
/** What a house is asked to talk about: a sentence or two. */
export const LONGEST_SUBJECT = 300
