import { USUAL_WAITS, type Waits } from '#modules/guide/vocabulary.ts'
import { ALL_FIELDS, ANY_TEAM, type Answers, CHOICES, FIELDS, type Field, longestOf, STEPS, type Step } from './vocabulary.ts'

/** What a team stated last of its places, on a day (ISO), as the guide keeps it. */
export type StatedPlaces = { state: 'open' | 'waiting' | 'full' | 'closed'; waitingDays: number | null; on: string }
/**
 * A team that anybody may ask, as the form knows it. `lies`: whether its sector or catchment holds the place of the person; `unknown` while
 * nobody said where that is, `anywhere` for a team that states no area.
 */
export type AskedTeam = {
  id: string
  careFunction: string | null
  answerHours: number
  lies: 'here' | 'elsewhere' | 'unknown' | 'anywhere'
  stated: StatedPlaces | null
}
export type FaultName =
  | 'place'
  | 'placeUnknown'
  | 'placeWhich'
  | 'noTeam'
  | 'who'
  | 'team'
  | 'what'
  | 'urgency'
  | 'agreement'
  | 'way'
  | 'reach'
  | 'mail'
  | 'long'
export type AskFaults = Partial<Record<Field, FaultName>>

// Far above what is allowed, so that what is too long comes back whole and can be shortened.
const KEPT = 20_000

/** The answers in a form that anybody may have written: texts as they were typed, choices that are none as nothing. */
export const answersIn = (form: { get(name: string): unknown }): Answers =>
  Object.fromEntries(
    ALL_FIELDS.map((field) => {
      const value = form.get(field)
      const text = typeof value === 'string' ? value.replaceAll('\0', '').slice(0, KEPT) : ''
      const choices = CHOICES[field]
      return [field, choices === undefined || choices.includes(text) ? text : '']
    }),
  ) as Answers

/** The questions that are asked of this asker: nobody chooses among one team, or agrees with themselves. */
export const stepsFor = (answers: Answers, teams: readonly AskedTeam[]): Step[] =>
  STEPS.filter((step) => (step === 'team' ? teams.length > 1 : step === 'agreement' ? answers.who !== 'person' : true))

/** The team that gets the request; null when the one that was chosen cannot be asked (any more), or none can. */
export const teamFor = ({ team }: Answers, teams: readonly AskedTeam[]): string | null => {
  const [first] = teams
  if (teams.length === 1 && first !== undefined) return first.id
  if (team === ANY_TEAM) return anyOf(teams)?.id ?? null
  return teams.find(({ id }) => id === team)?.id ?? null
}

/** A team that said last that it is full or closed. */
export const takesNobody = ({ stated }: AskedTeam) => stated?.state === 'full' || stated?.state === 'closed'
// Who does not know reaches the crisis team: it answers soonest, and it knows the others. Never one that takes nobody, or of another area.
const anyOf = (teams: readonly AskedTeam[]) => {
  if (isUnplaced(teams)) return undefined
  const fit = teams.filter((team) => team.lies !== 'elsewhere' && !takesNobody(team))
  return fit.find(({ careFunction }) => careFunction === '2A') ?? fit[0]
}
const isUnplaced = (teams: readonly AskedTeam[]) => teams.length > 1 && teams.some(({ lies }) => lies === 'unknown')
/** Whether somebody who cannot tell which team is right has to say where it is. */
export const needsPlace = ({ team }: Answers, teams: readonly AskedTeam[]) => team === ANY_TEAM && isUnplaced(teams)

// How long somebody can wait, in days, by how the form asks for it.
const WAIT_OF: Readonly<Record<string, keyof Waits>> = { today: 'today', days: 'week', weeks: 'later' }
/** Hours until a team will have answered, as far as it says so: for ever where it takes nobody. */
export const waitOf = (team: AskedTeam) =>
  takesNobody(team)
    ? Number.POSITIVE_INFINITY
    : Math.max(team.answerHours, 24 * (team.stated?.state === 'waiting' ? (team.stated.waitingDays ?? 0) : 0))

type Slow = { team: string; instead: string | null }
/**
 * Whether the team that was chosen lets somebody wait longer than they can, and the crisis team that would not.
 * @param waits how long that is, in days, as the network says
 */
export const tooSlow = (answers: Answers, teams: readonly AskedTeam[], waits: Waits = USUAL_WAITS): Slow | null => {
  const chosen = teams.find(({ id }) => id === teamFor(answers, teams))
  const wait = WAIT_OF[answers.urgency]
  const bearable = wait === undefined ? Number.POSITIVE_INFINITY : 24 * waits[wait]
  if (chosen === undefined || !(waitOf(chosen) > bearable || takesNobody(chosen))) return null
  const instead = teams.find(
    (team) => team.careFunction === '2A' && team.id !== chosen.id && team.lies !== 'elsewhere' && waitOf(team) <= bearable,
  )
  return { team: chosen.id, instead: instead?.id ?? null }
}

/** Where the municipality is known already, those who work there come first. */
export const nearFirst = <T extends AskedTeam>(teams: readonly T[]): T[] =>
  teams.toSorted((one, other) => Number(one.lies === 'elsewhere') - Number(other.lies === 'elsewhere'))

/** Without the person's agreement their name stays out of the request: it is about what the asker can do. */
export const asksName = ({ who, agreement }: Answers) => who === 'person' || agreement !== 'no'

/** Whether it can still be allowed that another team gets the request: never against the person, or without asking them. */
export const mayTravel = ({ who, agreement }: Answers) => ['', 'person'].includes(who) || ['', 'yes'].includes(agreement)

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const isEmpty = (text: string) => text.trim() === ''

/** What is known of where the person lives (`Lives` in near.server.ts). */
export type PlaceKnown = 'unsaid' | 'unknown' | 'choose' | 'at'
const PLACE_FAULT: Readonly<Record<PlaceKnown, FaultName>> = {
  unsaid: 'place',
  unknown: 'placeUnknown',
  choose: 'placeWhich',
  at: 'place',
}

/** What is missing or wrong among the answers to some questions. */
export const faultsIn = (
  answers: Answers,
  steps: readonly Step[],
  teams: readonly AskedTeam[],
  lives: PlaceKnown = 'unsaid',
): AskFaults => {
  const faults: AskFaults = {}
  for (const field of steps.flatMap((step) => FIELDS[step])) if ([...answers[field]].length > longestOf(field)) faults[field] = 'long'
  // Said as soon as it is known, before anybody writes a story for nobody.
  const isNobodys = answers.team === ANY_TEAM && teams.length !== 1 && !isUnplaced(teams) && teamFor(answers, teams) === null
  const missing: readonly (readonly [Step, Field, FaultName, boolean])[] = [
    ['who', 'who', 'who', answers.who === ''],
    ['team', 'team', 'team', answers.team !== ANY_TEAM && teamFor(answers, teams) === null],
    ['team', 'team', 'noTeam', isNobodys && !steps.includes('person')],
    // Nobody can choose a team for them who does not know where they live.
    ['person', 'place', PLACE_FAULT[lives], needsPlace(answers, teams)],
    ['person', 'place', 'noTeam', isNobodys],
    ['what', 'what', 'what', isEmpty(answers.what)],
    ['urgency', 'urgency', 'urgency', answers.urgency === ''],
    ['agreement', 'agreement', 'agreement', answers.agreement === ''],
    ['reply', 'way', 'way', answers.way === ''],
    ['reply', 'reach', 'reach', !['', 'code'].includes(answers.way) && isEmpty(answers.reach)],
    ['reply', 'reach', 'mail', answers.way === 'mail' && !EMAIL.test(answers.reach.trim())],
  ]
  for (const [step, field, name, isWrong] of missing) if (isWrong && steps.includes(step)) faults[field] ??= name
  return faults
}

/** The question at which a fault stands. */
export const stepOf = (field: Field): Step => STEPS.find((step) => FIELDS[step].includes(field)) ?? 'who'
export const stepBefore = (steps: readonly Step[], step: Step): Step => steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'who'
export const stepAfter = (steps: readonly Step[], step: Step): Step => steps[Math.min(steps.length - 1, steps.indexOf(step) + 1)] ?? 'send'
export const stepIn = (text: unknown): Step => STEPS.find((step) => step === text) ?? 'who'
