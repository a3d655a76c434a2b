export const CATEGORIES = [
  'everyone', 'professionals', 'persons_concerned', 'carers', 'elected_officials', 'students', 'officials', 'researchers',
  'peer_support_workers', 'coordinators', 'observers', 'citizens', 'learners',
] as const
export type Category = (typeof CATEGORIES)[number]

/** How a document states a number: exactly, "environ", "près de" (just under), "plus de", "de … à …", or not at all. */
export const EXACTNESS = ['exact', 'about', 'nearly', 'over', 'between', 'unknown'] as const
export type Exactness = (typeof EXACTNESS)[number]

export const PRECISIONS = ['day', 'month', 'year'] as const
export type Precision = (typeof PRECISIONS)[number]

export const ORGANISATION_ROLES = ['organiser', 'partner', 'host', 'guest', 'employer', 'member', 'funder'] as const
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number]

export const OUTCOME_KINDS = [
  'article', 'interview', 'report', 'guide', 'kit', 'thesis', 'newsletter', 'website', 'instruction', 'declaration', 'prize', 'poster',
  'film', 'course_material', 'other',
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]
