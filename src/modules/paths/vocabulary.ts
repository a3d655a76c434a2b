// Words of paths, partners and early intervention; docs/glossary.md says what each means in French and Dutch.

/** The part of life that a step is about. */
export const DOMAINS = ['work', 'learning', 'housing', 'culture', 'sport', 'people', 'daily_life', 'health', 'rights', 'other'] as const
export type Domain = (typeof DOMAINS)[number]

/** Who helps with a step. */
export const HELPERS = ['worker', 'partner', 'circle', 'nobody'] as const
export type Helper = (typeof HELPERS)[number]

export const STEP_WAYS = ['alone', 'together', 'accepted'] as const
export type StepWay = (typeof STEP_WAYS)[number]

export type ProposalState = 'open' | 'accepted' | 'refused' | 'withdrawn'

/** What a partner outside care gives; each is an organisation of the directory, never a team. */
export const PARTNER_KINDS = ['housing', 'work', 'sport', 'culture', 'school', 'training', 'other'] as const
export type PartnerKind = (typeof PARTNER_KINDS)[number]

/** All that a partner is told: four fields, in this order. */
export const TOLD_FIELDS = ['name', 'reach', 'wanted', 'from'] as const
export type ToldField = (typeof TOLD_FIELDS)[number]
export type Told = Readonly<Record<ToldField, string>>
/** Instead of how to reach somebody: they come by themselves. */
export const COMES = 'comes'

export const ANSWERS = ['yes', 'not_now', 'no'] as const
export type PartnerAnswer = (typeof ANSWERS)[number]
export const DECLINE_REASONS = ['full', 'not_our_place', 'not_what_we_do', 'conditions', 'cost', 'not_reached', 'other'] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/**
 * What holds where a network set nothing; the first stands in paths.keep_days (migration 0024) too. Ninety days without treatment are what
 * the Early Psychosis Declaration aims at as a mean (Bertolote and McGorry, British Journal of Psychiatry 187, s116, 2005: three months).
 */
export const USUAL_SETTINGS = { keepDays: 30, linkDays: 21, aimDays: 90 } as const

/** Which dates of the first days are known. */
export const FIRST_DAYS = ['signs', 'asked', 'treated'] as const

export const FAMILY_KINDS = ['parent', 'partner', 'sibling', 'child', 'grandparent', 'friend', 'other'] as const
export type FamilyKind = (typeof FAMILY_KINDS)[number]
export const THEMES = [
  'understanding',
  'communication',
  'daily_life',
  'early_signs',
  'crisis',
  'own_health',
  'rights',
  'future',
  'other',
] as const
export type Theme = (typeof THEMES)[number]
