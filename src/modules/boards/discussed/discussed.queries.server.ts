import { sql } from 'kysely'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { agreementText } from '../texts.server.ts'
import type { DiscussedReason, Intensity } from '../vocabulary.ts'

const NAME = sql`btrim(concat_ws(' ', p.given_name, p.family_name))`
export type Agreement = { at: Date; by: string; what: string }
export type Discussed = {
  id: string
  personId: string
  name: string
  reason: DiscussedReason
  intensity: Intensity
  since: Date
  putOnBy: string
  until: Date | null
  takenOffBy: string | null
  days: number
  /** For how many days the intensity stands since it was decided, or found right. */
  intensityFor: number
  version: number
  /** The latest first. */
  agreed: readonly Agreement[]
}
type Row = Omit<Discussed, 'agreed' | 'name'> & { name: string | null }
const COLUMNS = sql`
  d.id, d.person_id as "personId", ${NAME} as name, d.reason, d.intensity, d.put_on_at as since, d.put_on_by as "putOnBy", d.taken_off_at as until,
  d.taken_off_by as "takenOffBy", extract(day from coalesce(d.taken_off_at, now()) - d.put_on_at)::integer as days, d.version,
  extract(day from now() - d.intensity_at)::integer as "intensityFor"
  from boards.discussed d left join care.person p on p.network_id = d.network_id and p.id = d.person_id`

const withAgreements = async (scope: Scope, network: string, rows: readonly Row[], most: number): Promise<Discussed[]> => {
  const { rows: texts } = await sql<{ discussed: string; id: string; person: string; at: Date; by: string; what: Buffer }>`
    select a.discussed_id as discussed, a.id, a.person_id as person, a.at, a.by_id as by, a.what
      from (select x.*, row_number() over (partition by x.discussed_id order by x.at desc) as nth from boards.agreement x
        where x.network_id = ${network} and x.discussed_id = any (${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[])) a
     where a.nth <= ${most} order by a.at desc`.execute(scope)
  const opened = new Map<string, Agreement[]>()
  for (const { discussed, id, person, at, by, what } of texts)
    opened.set(discussed, [
      ...(opened.get(discussed) ?? []),
      { at, by, what: await agreementText.open(scope, { network, person, id }, what) },
    ])
  return rows.map((row) => ({ ...row, name: row.name ?? '', agreed: opened.get(row.id) ?? [] }))
}

/** Whom a team of the actor talks about today, who has been there longest first; the reading is noted. */
export const listDiscussed = async (scope: Scope, network: string, service: string): Promise<Discussed[]> => {
  await recordRead(scope, network, 'boards.readDiscussed', `team/${service}`)
  const { rows } = await sql<Row>`
    select ${COLUMNS} where d.team = ${`${network}/${service}`} and d.taken_off_at is null and d.team in (select care.my_teams())
     order by array_position(array['daily', 'several_a_week', 'weekly', 'as_needed'], d.intensity), d.put_on_at, d.id limit 200`.execute(
    scope,
  )
  return withAgreements(scope, network, rows, 1)
}

/** Whom a team of the actor took off its board in the last so many days and who is not on it again, the latest first; read with the list, and noted with it. */
export const listTakenOff = async (scope: Scope, network: string, service: string, days: number): Promise<Omit<Discussed, 'agreed'>[]> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} where d.team = ${`${network}/${service}`} and d.team in (select care.my_teams()) and d.taken_off_at > now() - make_interval(days => ${days}::integer)
       and not exists (select from boards.discussed x where x.network_id = d.network_id and x.service_id = d.service_id and x.person_id = d.person_id
         and (x.taken_off_at is null or x.taken_off_at > d.taken_off_at)) order by d.taken_off_at desc limit 30`.execute(scope)
  return rows.map((row) => ({ ...row, name: row.name ?? '' }))
}

export type Followed = { personId: string; name: string; isOn: boolean }
/** Those whom the team follows, to choose from; the reading is noted with the list. */
export const listFollowedNames = async (scope: Scope, network: string, service: string): Promise<Followed[]> => {
  const { rows } = await sql<Followed>`
    select p.id as "personId", ${NAME} as name, exists (select from boards.discussed d where d.network_id = e.network_id and d.service_id = e.service_id
        and d.person_id = e.person_id and d.taken_off_at is null) as "isOn"
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.team = ${`${network}/${service}`} and e.team in (select care.my_teams()) and e.left_on is null
     order by p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 500`.execute(scope)
  return rows
}

/** How often and why a team of the actor has talked about somebody whom it follows or followed, the latest first; the reading is noted. @throws Problem not_found */
export const readTalks = async (
  scope: Scope,
  network: string,
  service: string,
  person: string,
): Promise<{ name: string; isFollowed: boolean; talks: Discussed[] }> => {
  const { rows: people } = await sql<{ name: string; isFollowed: boolean }>`
    select ${NAME} as name, bool_or(e.left_on is null) as "isFollowed" from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.network_id = ${network} and e.service_id = ${service} and e.person_id = ${person} and e.team in (select care.my_teams()) group by 1`.execute(
    scope,
  )
  const { name, isFollowed } = found(people[0])
  await recordRead(scope, network, 'boards.readTalks', `person/${person}`, { about: person })
  const { rows } = await sql<Row>`
    select ${COLUMNS} where d.network_id = ${network} and d.service_id = ${service} and d.person_id = ${person}
     order by d.taken_off_at is null desc, d.put_on_at desc limit 50`.execute(scope)
  return { name, isFollowed, talks: await withAgreements(scope, network, rows, 20) }
}

export type OwnTalk = { service: string; since: Date; intensity: Intensity; agreed: string }
/** The teams that talk about the actor these days, for the person themselves: since when, how often they are seen, what was agreed last. */
export const listOwnTalks = async (scope: Scope, network: string): Promise<OwnTalk[]> => {
  const { rows } = await sql<Row & { service: string }>`
    select d.service_id as service, ${COLUMNS} where d.network_id = ${network} and d.person_id in (select care.my_files()) and d.taken_off_at is null
     order by d.put_on_at`.execute(scope)
  const serviceOf = new Map(rows.map(({ id, service }) => [id, service]))
  return (await withAgreements(scope, network, rows, 1)).map(({ id, since, intensity, agreed }) => ({
    service: serviceOf.get(id) ?? '',
    since,
    intensity,
    agreed: agreed[0]?.what ?? '',
  }))
}
