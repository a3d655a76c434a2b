import type { RelationRules } from '../relations/index.ts'

/** How records give the number. One of these is enough for the programmes that live in the journal; a module of its own adds a fact. */
export type ComputedFrom =
  /** How many activities of these kinds there were (each counts for its occurrences), by the day that they began; also by place. */
  | {
      fact: 'activities'
      kinds: readonly string[]
      programme?: string
      split?: { dimension: string; territories: Readonly<Record<string, string>> }
    }
  /** How many people came to them, of one category or of all; also by category. */
  | {
      fact: 'attendance'
      kinds: readonly string[]
      programme?: string
      category?: string
      split?: { dimension: string; categories: Readonly<Record<string, string>> }
    }
  /** How many people came to each of them: a part for each activity, and no total (some counts may be unknown). */
  | { fact: 'attendance-each'; kinds: readonly string[]; programme?: string; dimension: string }
  /** How many people came to one activity, for the activities of which a document states it; the dimension `activity` names it. */
  | { fact: 'attendance-of-activity' }
  /** How many articles, guides, … came out. */
  | { fact: 'outcomes'; kinds: readonly string[]; programme?: string }
  /** How many organisations belong to a group at the end of the year, came in the year, or went. */
  | { fact: 'members' | 'members-in' | 'members-out'; group: string }
  /** How much the journal holds, whatever it is: in all and for each programme. */
  | { fact: 'by-programme'; of: 'activities' | 'attendance' | 'outcomes' }
  /** How the network steers itself: what happened in the year, or what stands at its end. */
  | { fact: 'steering'; of: SteeringFlow; dimension?: string }
  | { fact: 'steering-at-end'; of: SteeringStock; dimension?: string }
  /** What teams do for people, as counts alone: no record is shown behind them. */
  | { fact: 'care'; of: CareCount; dimension?: string }
  /** What teams that go out by stops did in the year: people met, without a name, and stops that took place. */
  | { fact: 'outreach'; of: 'met' | 'stops' }

/** Meetings held, decisions taken, decisions carried out, actions of the plan done, courses held: by the day that it was so. */
export type SteeringFlow = 'meetings' | 'decisions' | 'decisions-done' | 'actions-done' | 'courses'
/** Beds out of use and the full-time equivalents that they freed, seats of persons concerned and of carers, and those that are filled. */
export type SteeringStock = 'beds-out' | 'fte-freed' | 'seats' | 'seats-filled'

/**
 * Requests by answer, by whether the answer came in time, those that no team took by reason; people followed in all and by function, people
 * who wrote a crisis plan, crises by what became of the plan; coercive measures by kind; who left function 4 by contact within a week, and departures by return.
 */
export type CareCount =
  | 'answer'
  | 'answered'
  | 'refusal'
  | 'followed'
  | 'followed-each'
  | 'written'
  | 'crisis'
  | 'coercion'
  | 'continuity'
  | 'return-4'
  | 'return'

export const UNITS = [
  'actions',
  'activities',
  'age-years',
  'assemblies',
  'beds',
  'beds-per-100000',
  'calendar-year',
  'centres',
  'cohorts',
  'components',
  'councils',
  'countries',
  'courses',
  'crises',
  'criteria',
  'days',
  'decisions',
  'departures',
  'dissertations',
  'documents',
  'downloads',
  'editions',
  'establishments',
  'euros',
  'followers',
  'fte',
  'functions',
  'goals',
  'groups',
  'inhabitants',
  'interviews',
  'measures',
  'meetings',
  'minutes',
  'modules',
  'months',
  'municipalities',
  'networks',
  'objectives',
  'observations',
  'organisations',
  'people',
  'people-per-meeting',
  'people-per-year',
  'percent',
  'posters',
  'posts',
  'presentations',
  'rank',
  'readings-per-month',
  'regions',
  'reports',
  'requests',
  'seats',
  'sectors',
  'sessions',
  'sessions-per-year',
  'sheets',
  'sites',
  'steps',
  'teams',
  'terms',
  'territories',
  'themes',
  'units',
  'visits',
  'weeks',
  'years',
] as const
export type Unit = (typeof UNITS)[number]

// Units of which half a one means something: lengths, money, rates and shares.
const MEASURED: ReadonlySet<Unit> = new Set([
  'age-years',
  'beds-per-100000',
  'days',
  'euros',
  'fte',
  'minutes',
  'months',
  'people-per-meeting',
  'people-per-year',
  'percent',
  'readings-per-month',
  'sessions-per-year',
  'weeks',
  'years',
])

/** Whether a value can be one of this unit: where people or things are counted, a whole number from 0. Disclosure control relies on it. */
export const isOfUnit = (value: number, unit: Unit) => MEASURED.has(unit) || (Number.isSafeInteger(value) && value >= 0)

/** Defined once, here in code: what is counted, in what unit, from which records, and which relations must hold. Words are in words.*.json. */
export type Indicator = Omit<RelationRules, 'unit'> & {
  programme: string
  unit: Unit
  /** People whom small counts could reveal: disclosure control applies. */
  about?: 'supported' | 'interviewed'
  from?: ComputedFrom
  /** What its parts are told apart by. */
  dimensions?: readonly string[]
}
