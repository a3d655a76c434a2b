import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { FamilyKind, Theme } from '../vocabulary.ts'
import type { PartialDay } from './duration.ts'

/** The episode of one's own team to which first days and family sessions belong. */
export type OwnEpisode = { id: string; person: string; service: string; team: string }
/** @throws Problem not_found where none of one's teams follows them today */
export const episodeOfMine = async (scope: Scope, network: string, file: string): Promise<OwnEpisode> => {
  const { rows } = await sql<OwnEpisode>`
    select e.id, e.person_id as person, e.service_id as service, s.name as team from care.episode e
      join directory.service s on s.network_id = e.network_id and s.id = e.service_id
     where e.network_id = ${network} and e.person_id in (select care.with_merged(array[${file}::uuid])) and e.team = any (array(select care.my_teams()))
       and e.entered_on <= current_date and (e.left_on is null or e.left_on > current_date)
     -- A team of early intervention first: functions 1 and 2.
     order by e.care_function in ('1', '2A', '2B') desc nulls last, e.entered_on limit 1`.execute(scope)
  return found(rows[0])
}

export type FirstDays = { signs: PartialDay | null; asked: PartialDay | null; treated: PartialDay | null; version: number }
export const NO_DAYS: FirstDays = { signs: null, asked: null, treated: null, version: 0 }

/** The first days of an episode, each as far as it is known. */
export const readFirstDays = async (scope: Scope, network: string, episode: string): Promise<FirstDays> =>
  (
    await sql<FirstDays>`select signs_on as signs, asked_on as asked, treated_on as treated, version from paths.early
      where network_id = ${network} and episode_id = ${episode}`.execute(scope)
  ).rows[0] ?? NO_DAYS

/** The first days that are known of the one who acts, as each team wrote them down. */
export const myFirstDays = async (scope: Scope, network: string): Promise<(FirstDays & { team: string })[]> =>
  (
    await sql<FirstDays & { team: string }>`
      select signs_on as signs, asked_on as asked, treated_on as treated, version, coalesce(care.name_of_team(team), '') as team from paths.early
       where network_id = ${network} and person_id in (select care.my_files()) order by written_at`.execute(scope)
  ).rows

export type FamilySession = {
  id: string
  onDay: string
  who: FamilyKind[]
  members: number
  withPerson: boolean
  theme: Theme
  nextOn: string | null
  /** Whether the team wrote a contact of that day with a carer. */
  hasContact: boolean
}
const SESSION = sql`select id, on_day::text as "onDay", who, members, with_person as "withPerson", theme, next_on::text as "nextOn",
  contact_id is not null as "hasContact" from paths.family_session`
/** The sessions with the family in an episode, the latest first. */
export const listFamilySessions = async (scope: Scope, network: string, episode: string): Promise<FamilySession[]> =>
  (
    await sql<FamilySession>`${SESSION} where network_id = ${network} and episode_id = ${episode} order by on_day desc, written_at desc limit 100`.execute(
      scope,
    )
  ).rows
/** Those about the one who acts. */
export const myFamilySessions = async (scope: Scope, network: string): Promise<FamilySession[]> =>
  (
    await sql<FamilySession>`${SESSION} where network_id = ${network} and person_id in (select care.my_files()) order by on_day desc, written_at desc limit 100`.execute(
      scope,
    )
  ).rows

/** Counts that may be shown; null: too small, or it would give a small one away. `medianDays`: of those whose days are known. */
export type EarlyCounts = {
  people: number | null
  known: number | null
  medianDays: number | null
  families: number | null
  sessions: number | null
}
const NOTHING: EarlyCounts = { people: null, known: null, medianDays: null, families: null, sessions: null }
/**
 * How long people went without treatment, and how many sessions there were with families, in some days (both included): for who steers the
 * network. Those whose episode began in these days; sessions held in them. Hidden below the threshold of the network; nobody is named.
 */
export const countEarly = async (scope: Scope, network: string, from: string, to: string): Promise<EarlyCounts> => {
  const { rows } = await sql<EarlyCounts>`
    select people::integer, known::integer, median_days as "medianDays", families::integer, sessions::integer
      from paths.count_early(${network}, ${from}::date, ${to}::date)`.execute(scope)
  return rows[0] ?? NOTHING
}
