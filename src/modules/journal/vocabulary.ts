export const CATEGORIES = [
  'everyone',
  'professionals',
  'persons_concerned',
  'carers',
  'elected_officials',
  'students',
  'officials',
  'researchers',
  'peer_support_workers',
  'coordinators',
  'observers',
  'citizens',
  'learners',
] as const
export type Category = (typeof CATEGORIES)[number]
/** Who may be named, after agreeing: those who came in a public or working capacity. Persons supported and carers are only ever counted. */
export const NAMED_CATEGORIES = [
  'professionals',
  'elected_officials',
  'students',
  'officials',
  'researchers',
  'peer_support_workers',
  'coordinators',
  'observers',
  'citizens',
] as const satisfies readonly Category[]

/** How a document states a number: exactly, "environ", "près de" (just under), "plus de", "de … à …", or not at all. */
export const EXACTNESS = ['exact', 'about', 'nearly', 'over', 'between', 'unknown'] as const
export type Exactness = (typeof EXACTNESS)[number]
/** The same for people who came: a range is stated by documents only. */
export const COUNT_EXACTNESS = ['exact', 'about', 'nearly', 'over', 'unknown'] as const satisfies readonly Exactness[]
export type CountExactness = (typeof COUNT_EXACTNESS)[number]

export const PRECISIONS = ['day', 'month', 'year'] as const
export type Precision = (typeof PRECISIONS)[number]

export const ORGANISATION_ROLES = ['organiser', 'partner', 'host', 'guest', 'employer', 'member', 'funder'] as const
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number]

export const OUTCOME_KINDS = [
  'article',
  'interview',
  'report',
  'guide',
  'kit',
  'thesis',
  'newsletter',
  'website',
  'instruction',
  'declaration',
  'prize',
  'poster',
  'film',
  'course_material',
  'other',
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/** How many entries a page of the journal shows. */
export const PAGE = 50
/** Beyond this many entries the list says "more than": counting a million rows would cost more than it tells. */
export const COUNTED = 1000
/** An event with more parts shows the first; the list of the journal shows them all. */
export const PARTS_SHOWN = 100

/** Kinds of activities that have a word in every language. A network may use others: these are shown as they are written. */
export const KNOWN_KINDS = [
  'assembly',
  'award',
  'certified_course',
  'cohort_start',
  'communication',
  'conference',
  'congress',
  'coordinators_cafe',
  'course',
  'course_session',
  'delegation',
  'diu_session',
  'enm_session',
  'evaluation',
  'induction_session',
  'meeting',
  'mission',
  'observation',
  'other',
  'prefiguration',
  'publication_launch',
  'scientific_council',
  'screening',
  'stage',
  'study_tour',
  'survey',
  'survey_restitution',
  'training_session',
  'visit',
  'webinar',
  'workshop',
  'zoom',
] as const
export type KnownKind = (typeof KNOWN_KINDS)[number]
export const isKnownKind = (kind: string): kind is KnownKind => KNOWN_KINDS.some((known) => known === kind)
/** Lower-case words without accents, tied by underscores, as the table demands. */
export const KIND_PATTERN = /^[a-z]+(_[a-z]+)*$/
