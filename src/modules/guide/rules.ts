import { CARE_FUNCTIONS, type CareFunction, type ServiceStatus } from '#modules/directory/vocabulary.ts'
import type { LocalMoment } from './moment.ts'
import { type ClockTime, isOpenIn, type OpenState, openAt } from './open.ts'
import { AGES, type Ages, ANSWERS_TO, ANY, type Answers, type Field, type State, USUAL_WAITS, type Waits } from './vocabulary.ts'

// Which teams fit, and why: pure functions. What they promise is proved in rules.property.test.ts.

/**
 * How a team lies to a municipality. whole, part: its sector or catchment holds it, or some of it; elsewhere: it does not.
 * here, near, far: it states no catchment, and is in the same place, the same department or province, or further away.
 */
export type Reach = 'whole' | 'part' | 'elsewhere' | 'here' | 'near' | 'far' | 'unknown'
/** `daysAgo` in days of the calendar; `isConfirmed`: young enough to be taken for what holds now. */
export type Stated = {
  state: State
  placesFree: number | null
  waitingDays: number | null
  on: string
  daysAgo: number
  isConfirmed: boolean
}

/** What the rules look at of a team. */
export type Team = {
  id: string
  name: string
  careFunction: CareFunction | null
  fields: readonly Field[]
  status: ServiceStatus
  languages: readonly string[]
  hours: string | null
  reach: Reach
  /** `of`: whether the team says so itself, or it is what is usual for its function. Null: nobody says. */
  ages: (Ages & { of: 'team' | 'function' }) | null
  needsAgreement: boolean
  stated: Stated | null
  /** The clock of the place; null where it is not known. */
  moment: LocalMoment | null
}

export const VERDICTS = ['misses', 'unknown', 'partly', 'fits'] as const
export type Verdict = (typeof VERDICTS)[number]
export type About = 'need' | 'place' | 'places' | 'age' | 'urgency' | 'language' | 'hours' | 'when' | 'agreement'
/** `code` names the words, `guide.why.<code>`; `told` is what they tell besides. `ranks`: whether it moves the team up or down. */
export type Reason = { about: About; verdict: Verdict; code: ReasonCode; told: Told; ranks: boolean }
export type Told = Partial<{ ages: Ages; languages: readonly string[]; clock: ClockTime; stated: Stated }>
export type Judgement<T extends Team> = { team: T; reasons: readonly Reason[]; isProposed: boolean; points: number }

export type ReasonCode =
  | `need.${'function' | 'partner' | 'other'}`
  | `place.${Reach}`
  | `places.${'free' | 'open' | 'waiting' | 'full' | 'closed' | 'notStated' | 'teamClosed'}`
  | `places.old.${State}`
  | `age.${'fits' | 'partly'}.${'team' | 'function'}`
  | `age.${'misses.team' | 'unknown.function' | 'notStated'}`
  | `urgency.${'notEmergency' | 'soon' | 'ask' | 'waits' | 'places'}`
  | `language.${'fits' | 'misses' | 'notStated'}`
  | `hours.${'open' | 'unless' | 'always' | 'closed' | 'closedLong' | 'none' | 'unread' | 'holiday' | 'zone'}`
  | `when.${'fits' | 'misses' | 'notStated'}`
  | 'agreement'

const reason = (about: About, verdict: Verdict, code: ReasonCode, told: Told = {}, ranks = true): Reason => ({
  about,
  verdict,
  code,
  told,
  ranks,
})

const needReason = (team: Team, need: Answers['need']): Reason[] => {
  if (need === undefined || need === ANY) return []
  const wanted = ANSWERS_TO[need]
  if (team.careFunction !== null && wanted.functions.includes(team.careFunction)) return [reason('need', 'fits', 'need.function')]
  const isPartner = team.fields.some((field) => wanted.fields.includes(field))
  return [isPartner ? reason('need', 'fits', 'need.partner') : reason('need', 'misses', 'need.other')]
}

const OF_REACH: Readonly<Record<Reach, Verdict>> = {
  whole: 'fits',
  part: 'partly',
  here: 'partly',
  near: 'unknown',
  unknown: 'unknown',
  far: 'misses',
  elsewhere: 'misses',
}
const placeReason = ({ reach }: Team, place: Answers['place']): Reason[] =>
  place === undefined || place === ANY ? [] : [reason('place', OF_REACH[reach], `place.${reach}`)]

const OF_STATE: Readonly<Record<State, { now: Verdict; old: Verdict }>> = {
  open: { now: 'fits', old: 'unknown' },
  waiting: { now: 'partly', old: 'unknown' },
  // Nobody is sent to a team that was full or closed when it last said so.
  full: { now: 'misses', old: 'misses' },
  closed: { now: 'misses', old: 'misses' },
}
/** Whether the team takes people: always told, asked or not. */
const placesReason = ({ status, stated }: Team): Reason => {
  if (status !== 'active') return reason('places', 'misses', 'places.teamClosed')
  if (stated === null) return reason('places', 'unknown', 'places.notStated')
  const { state, isConfirmed, placesFree } = stated
  if (!isConfirmed) return reason('places', OF_STATE[state].old, `places.old.${state}`, { stated })
  return reason('places', OF_STATE[state].now, `places.${state === 'open' && placesFree !== null ? 'free' : state}`, { stated })
}

const ageReason = ({ ages }: Team, age: Answers['age']): Reason[] => {
  if (age === undefined || age === ANY || !AGES.includes(age)) return []
  if (ages === null) return [reason('age', 'unknown', 'age.notStated')]
  const [low = 0, high = 0] = age.split('-').map(Number)
  const [from, to] = [ages.from ?? 0, ages.to ?? Number.POSITIVE_INFINITY]
  const told = { ages: { from: ages.from, to: ages.to } }
  if (from <= low && high <= to) return [reason('age', 'fits', `age.fits.${ages.of}`, told)]
  if (from <= high && low <= to) return [reason('age', 'partly', `age.partly.${ages.of}`, told)]
  // What is usual for a function is no word of this team: it turns nobody away.
  return [ages.of === 'team' ? reason('age', 'misses', 'age.misses.team', told) : reason('age', 'unknown', 'age.unknown.function', told)]
}

const urgencyReason = (team: Team, urgency: Answers['urgency'], waits: Waits): Reason[] => {
  if (urgency === undefined || urgency === ANY || urgency === 'later') return []
  // A crisis team is no emergency service (domain.md, 2.2).
  if (urgency === 'danger') return [reason('urgency', team.careFunction === '2A' ? 'partly' : 'misses', 'urgency.notEmergency')]
  const { stated } = team
  if (stated?.isConfirmed === true && (stated.waitingDays ?? 0) > waits[urgency])
    return [reason('urgency', 'misses', 'urgency.waits', { stated })]
  if (team.careFunction === '2A') return [reason('urgency', 'fits', 'urgency.soon')]
  return urgency === 'week' && stated?.isConfirmed === true && stated.state === 'open'
    ? [reason('urgency', 'fits', 'urgency.places')]
    : [reason('urgency', 'unknown', 'urgency.ask')]
}

const languageReason = ({ languages }: Team, language: string | undefined): Reason[] => {
  if (language === undefined || language === ANY) return []
  if (languages.length === 0) return [reason('language', 'unknown', 'language.notStated')]
  if (languages.includes(language)) return [reason('language', 'fits', 'language.fits', { languages: [language] })]
  return [reason('language', 'misses', 'language.misses', { languages })]
}

const hoursOf = (
  door: OpenState,
): readonly [Verdict, `hours.${'open' | 'unless' | 'always' | 'closed' | 'closedLong' | 'none' | 'unread' | 'holiday' | 'zone'}`, Told] => {
  if (door.state === 'unknown') return ['unknown', `hours.${door.why}`, {}]
  if (door.state === 'open') {
    if (door.until === null) return ['fits', 'hours.always', {}]
    return ['fits', door.unless === undefined ? 'hours.open' : 'hours.unless', { clock: door.until }]
  }
  return door.opens === null ? ['misses', 'hours.closedLong', {}] : ['misses', 'hours.closed', { clock: door.opens }]
}
/** Whether the door is open now: always told; it ranks for who asks for today. */
const hoursReason = (team: Team, urgency: Answers['urgency']): Reason => {
  const ranks = urgency === 'danger' || urgency === 'today'
  // A team that does not work at all has no hours to go by: nothing may read as "open".
  if (team.status !== 'active' || team.stated?.state === 'closed') return reason('hours', 'misses', 'hours.closedLong', {}, ranks)
  const [verdict, code, told] = hoursOf(openAt(team.hours, team.moment))
  // Closed on a Sunday is something to know, and nothing against a team, where it is not for today.
  return reason('hours', verdict === 'misses' && !ranks ? 'partly' : verdict, code, told, ranks)
}

const whenReason = (team: Team, when: Answers['when']): Reason[] => {
  if (when === undefined || when === ANY) return []
  const isOpen = isOpenIn(team.hours, when)
  if (isOpen === null) return [reason('when', 'unknown', 'when.notStated')]
  return [isOpen ? reason('when', 'fits', 'when.fits') : reason('when', 'misses', 'when.misses')]
}

const agreementReason = ({ needsAgreement }: Team): Reason[] =>
  needsAgreement ? [reason('agreement', 'partly', 'agreement', {}, false)] : []

// Any positive weights keep the promise that a better answer never lowers a rank; these say what matters most.
const WEIGHTS: Readonly<Record<About, number>> = {
  need: 64,
  place: 32,
  places: 24,
  urgency: 16,
  age: 16,
  hours: 12,
  language: 8,
  when: 4,
  agreement: 0,
}
const pointsOf = (reasons: readonly Reason[]) =>
  reasons.reduce((sum, { about, verdict, ranks }) => sum + (ranks ? WEIGHTS[about] * VERDICTS.indexOf(verdict) : 0), 0)
// Closed at this hour is told loudly, and is no reason to hide who opens in the morning.
const hinders = ({ about, verdict }: Reason) => verdict === 'misses' && about !== 'hours'

/**
 * How one team fits the answers, with every reason: one for each answer that was given, and always its places and its hours.
 * @param waits for how many days somebody can wait, as the network says
 */
export const judge = <T extends Team>(team: T, answers: Answers, waits: Waits = USUAL_WAITS): Judgement<T> => {
  const reasons = [
    ...needReason(team, answers.need),
    ...placeReason(team, answers.place),
    placesReason(team),
    hoursReason(team, answers.urgency),
    ...urgencyReason(team, answers.urgency, waits),
    ...ageReason(team, answers.age),
    ...languageReason(team, answers.language),
    ...whenReason(team, answers.when),
    ...agreementReason(team),
  ]
  return { team, reasons, isProposed: !reasons.some(hinders), points: pointsOf(reasons) }
}

// Of teams that fit alike, who listens first comes first: whoever does not know what they need begins there.
const step = ({ careFunction }: Team) => (careFunction === null ? CARE_FUNCTIONS.length : CARE_FUNCTIONS.indexOf(careFunction))
const textOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const byRank = <T extends Team>(one: Judgement<T>, other: Judgement<T>) =>
  Number(other.isProposed) - Number(one.isProposed) ||
  other.points - one.points ||
  step(one.team) - step(other.team) ||
  textOrder(one.team.name, other.team.name) ||
  textOrder(one.team.id, other.team.id)

/** All teams, those that nothing speaks against first, the better fit before the worse. A team that no longer exists is no team. */
export const rank = <T extends Team>(teams: readonly T[], answers: Answers, waits: Waits = USUAL_WAITS): Judgement<T>[] =>
  teams
    .filter(({ status }) => status !== 'defunct')
    .map((team) => judge(team, answers, waits))
    .sort(byRank)
