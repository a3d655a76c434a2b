import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import type { SectionName } from '../../care/vocabulary.ts'

export type Place = { network: string; name: Words; isMine: boolean; works: boolean }
export type Shared = {
  network: string
  name: Words
  person: string
  consent: string
  givenName: string
  familyName: string
  sections: SectionName[]
  until: string
}
export type Team = {
  network: string
  service: string
  team: string
  phone: string | null
  careFunction: string | null
  referent: string | null
  enteredOn: string
  leftOn: string | null
}
export type OwnConsent = {
  id: string
  team: string | null
  account: string | null
  words: string | null
  sections: SectionName[]
  purpose: string
  givenAt: Date
  until: string
  byMe: boolean
}

/** The networks in which the one who acts has a file of their own, or works in a team. */
export const myPlaces = async (scope: Scope): Promise<Place[]> =>
  (
    await sql<Place>`select network_id as network, name, is_mine as "isMine", works from care.my_places() order by network_id`.execute(
      scope,
    )
  ).rows

/** Who lets the one who acts read something today. */
export const sharedWithMe = async (scope: Scope): Promise<Shared[]> =>
  (
    await sql<Shared>`select network_id as network, network as name, person_id as person, consent_id as consent, given_name as "givenName",
      family_name as "familyName", sections, until::text from plans.shared_with_me()`.execute(scope)
  ).rows

/** The teams that follow the one who acts, or have followed them, with the first name of the referent. */
export const whoFollows = async (scope: Scope, network: string): Promise<Team[]> =>
  (
    await sql<Team>`select network_id as network, service_id as service, team, phone, care_function as "careFunction", referent,
      entered_on::text as "enteredOn", left_on::text as "leftOn" from plans.who_follows() where network_id = ${network}`.execute(scope)
  ).rows

/** The days on which somebody of a team will come or call, as it was last agreed. */
export const nextMeetings = async (scope: Scope, network: string): Promise<{ day: string; service: string }[]> =>
  (
    await sql<{ day: string; service: string }>`
      select distinct on (c.episode_id) c.next_on::text as day, c.service_id as service from care.contact c
       where c.network_id = ${network} and c.person_id in (select care.my_files()) and c.next_on >= current_date
       order by c.episode_id, c.at desc`.execute(scope)
  ).rows.sort((one, other) => (one.day < other.day ? -1 : 1))

/** What the one who acts has agreed to and has not taken back. */
export const standingConsents = async (scope: Scope, network: string): Promise<OwnConsent[]> =>
  (
    await sql<OwnConsent>`
      select c.id, case when c.to_team is not null then care.name_of_team(c.to_team) end as team, c.to_account_id as account, c.to_words as words, c.sections, c.purpose, c.given_at as "givenAt", c.until::text,
             c.noted_service_id is null as "byMe"
        from care.consent c
       where c.network_id = ${network} and c.person_id in (select care.my_files()) and c.withdrawn_at is null and c.until >= current_date
       order by c.given_at desc`.execute(scope)
  ).rows

/** The names of services that the one who acts may not see in the directory: teams of their own consents and plans. */
export const teamNames = (teams: readonly Team[]): Readonly<Record<string, string>> =>
  Object.fromEntries(teams.map(({ service, team }) => [service, team]))
