// Words of the boards of teams; docs/glossary.md says what each means in French and Dutch.
/** Why a team talks about somebody for a while. */
export const DISCUSSED_REASONS = [
  'new',
  'crisis',
  'early_signs',
  'admission',
  'back_home',
  'out_of_touch',
  'treatment',
  'life_event',
  'housing',
  'other',
] as const
export type DiscussedReason = (typeof DISCUSSED_REASONS)[number]

/** How often the team sees or calls them meanwhile. */
export const INTENSITIES = ['daily', 'several_a_week', 'weekly', 'as_needed'] as const
export type Intensity = (typeof INTENSITIES)[number]

/** Why somebody visits alone where visits are made by two. */
export const ALONE_REASONS = ['urgent', 'colleague_away', 'person_wishes', 'known_well', 'other'] as const
export type AloneReason = (typeof ALONE_REASONS)[number]

/** How a visit came out that did not take place. */
export const MISSED_VISITS = ['not_there', 'refused', 'by_us'] as const
export type MissedVisit = (typeof MISSED_VISITS)[number]

/** What happened to a visit, one line each. */
export const STEPS = ['planned', 'on_the_way', 'there', 'safe', 'outcome', 'called_off', 'extended', 'fine', 'overdue', 'told'] as const
export type Step = (typeof STEPS)[number]

/** What came of a visit, in one tap. */
export const QUICK_OUTCOMES = ['met', 'not_there'] as const
export type QuickOutcome = (typeof QUICK_OUTCOMES)[number]
