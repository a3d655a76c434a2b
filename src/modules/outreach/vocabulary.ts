export const AGE_BANDS = ['under_18', '18_25', '26_39', '40_59', '60_over', 'unknown'] as const
export type AgeBand = (typeof AGE_BANDS)[number]
export const GENDERS = ['woman', 'man', 'other', 'unknown'] as const
export type Gender = (typeof GENDERS)[number]
export const TOPICS = [
  'wellbeing',
  'housing',
  'money',
  'substances',
  'family',
  'violence',
  'health',
  'work',
  'papers',
  'isolation',
] as const
export type Topic = (typeof TOPICS)[number]
/** Where somebody was led: nobody, the guide, somebody outside, or a function of the network. */
export const ORIENTATIONS = [
  'nobody',
  'guide',
  'general_practitioner',
  'social_service',
  '1',
  '2A',
  '2B',
  '3',
  '4',
  '5',
  'emergency',
  'elsewhere',
] as const
export type Orientation = (typeof ORIENTATIONS)[number]
export const FIRSTS = ['first', 'seen', 'unknown'] as const
export type First = (typeof FIRSTS)[number]
export const LANGUAGES = ['unknown', 'fr', 'nl', 'en', 'ar', 'de', 'es', 'it', 'pl', 'ro', 'tr', 'uk', 'ps', 'fa'] as const
export const OFFERS = ['talk', 'care', 'rights', 'housing', 'coffee', 'families', 'young'] as const
export type Offer = (typeof OFFERS)[number]
export const REASONS = ['vehicle', 'staff', 'weather', 'holiday', 'event', 'other'] as const
export type Reason = (typeof REASONS)[number]
export type TurnState = 'on' | 'changed' | 'cancelled'
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** How far ahead the public page looks, and how far back the team may still write an encounter down, in days. */
export const AHEAD_DAYS = 14
export const BACK_DAYS = 7

export const outreachPath = (network: string) => `/outreach/${network}`
export const teamPath = (network: string, service: string) => `/outreach/${network}/teams/${service}`
