import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { itemCountOf, type Pack, packOf, packs } from './packs.server.ts'
import { openContent } from './texts.server.ts'
import { type Answers, type Instrument, instrumentIn, type WordingLanguage } from './vocabulary.ts'

export type Offer = { isNonCommercial: boolean; switchedOff: readonly string[]; version: number }
/** What the network says of its use; where it has said nothing its use may be commercial. */
export const readOffer = async (scope: Scope, network: string): Promise<Offer> => {
  const row = await scope
    .selectFrom('measures.offer')
    .select(['is_non_commercial as isNonCommercial', 'switched_off as switchedOff', 'version'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row ?? { isNonCommercial: false, switchedOff: [], version: 0 }
}
/** The packs that a network may and wants to use. */
export const offeredBy = ({ isNonCommercial, switchedOff }: Offer): Pack[] =>
  packs().filter(({ id, licence }) => !switchedOff.includes(id) && (isNonCommercial || !licence.isNonCommercial))

/** The file of the one who acts in a network: that which others were merged into. @throws Problem not_found for who has none */
export const readMyFile = async (scope: Scope, network: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from care.person p where p.network_id = ${network} and p.id in (select care.my_files())
     order by p.merged_into is not null, p.made_at limit 1`.execute(scope)
  return found(rows[0]).id
}

/** Whether there is something for the one who acts among the questionnaires of a network: one that is offered, or one that they began. */
export const hasMeasures = async (scope: Scope, network: string): Promise<boolean> => {
  if (offeredBy(await readOffer(scope, network)).length > 0) return true
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from measures.answering where network_id = ${network} and person_id in (select care.my_files())) as has`.execute(
    scope,
  )
  return rows[0]?.has === true
}

export type FollowingTeam = { serviceId: string; name: string; phone: string | null }
/** The teams that follow the one who acts: those who would hear of an answer that calls for somebody. */
export const listMyTeamsOfCare = async (scope: Scope, network: string): Promise<FollowingTeam[]> => {
  const { rows } = await sql<FollowingTeam>`
    select service_id as "serviceId", name, phone from measures.teams_of_mine(${network}) order by name collate platform.names`.execute(
    scope,
  )
  return rows
}

export type PersonHead = { id: string; name: string; isFollowed: boolean }
/**
 * Somebody whose measures the one who acts may read: name where they may see it, and whether a team of theirs follows the person.
 * @throws Problem not_found for everybody else
 */
export const readPerson = async (scope: Scope, network: string, personId: string): Promise<PersonHead> => {
  const { rows } = await sql<PersonHead & { mayRead: boolean }>`
    select ${personId}::uuid as id, coalesce((select concat_ws(' ', p.given_name, p.family_name) from care.person p
        where p.network_id = ${network} and p.id = ${personId}), '') as name,
      ${personId}::uuid in (select measures.in_charge()) as "isFollowed",
      exists (select from care.person p where p.network_id = ${network} and p.id = ${personId}) and (${personId}::uuid in (select measures.in_charge())
        or ${personId}::uuid in (select care.behind_glass()))
      or exists (select from measures.answering a where a.network_id = ${network} and a.person_id = ${personId})
      or (${personId}::uuid in (select care.shared('measures')) and exists (select from care.person p where p.network_id = ${network} and p.id = ${personId}))
      as "mayRead"`.execute(scope)
  const row = rows[0]
  return found(row?.mayRead === true ? { id: row.id, name: row.name, isFollowed: row.isFollowed } : undefined)
}

/** Of the teams of the one who acts, that which follows the person. @throws Problem not_found where none does */
export const teamInCharge = async (scope: Scope, network: string, personId: string): Promise<string> => {
  const { rows } = await sql<{ service: string }>`
    select e.service_id as service from care.episode e where e.network_id = ${network} and e.person_id in (select care.with_merged(array[${personId}::uuid]))
       and e.team in (select care.my_teams()) and e.entered_on <= current_date and (e.left_on is null or e.left_on > current_date)
     order by e.entered_on desc, e.service_id limit 1`.execute(scope)
  return found(rows[0]).service
}

type Row = {
  id: string
  personId: string
  instrument: string
  packVersion: string
  language: WordingLanguage
  serviceId: string | null
  startedAt: Date
  finishedAt: Date | null
  sealed: Buffer | null
  version: number
}
const COLUMNS = sql`
  a.id, a.person_id as "personId", a.instrument, a.pack_version as "packVersion", a.language, a.service_id as "serviceId",
  a.started_at as "startedAt", a.finished_at as "finishedAt", a.content as sealed, a.version from measures.answering a`
export type Answering = Omit<Row, 'sealed' | 'instrument'> & { instrument: Instrument; answers: Answers; total: number | null }

const answeringFrom = async (scope: Scope, network: string, { sealed, ...row }: Row): Promise<Answering | null> => {
  const instrument = instrumentIn(row.instrument)
  const pack = instrument === undefined ? null : packOf(instrument)
  if (instrument === undefined || pack === null) return null
  const content = await openContent(scope, { network, person: row.personId, id: row.id }, row.version, sealed)
  // A key that was erased took the answers with it.
  if (content === null && sealed !== null) return null
  const answers = content?.answers ?? Array.from({ length: itemCountOf(pack) }, () => null)
  return { ...row, instrument, answers, total: content?.total ?? null }
}

/** One that is being filled in, or was. `forUpdate` holds it until the end of the transaction. @throws Problem not_found */
export const readAnswering = async (scope: Scope, network: string, id: string, forUpdate = false): Promise<Answering> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} where a.network_id = ${network} and a.id = ${id} ${forUpdate ? sql`and a.finished_at is null for update` : sql``}`.execute(
    scope,
  )
  return found((await answeringFrom(scope, network, found(rows[0]))) ?? undefined)
}

const listAnswerings = async (scope: Scope, network: string, personId: string, isFinished: boolean): Promise<Answering[]> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} where a.network_id = ${network} and a.person_id in (select care.with_merged(array[${personId}::uuid]))
       and (a.finished_at is not null) = ${isFinished} order by coalesce(a.finished_at, a.started_at), a.id`.execute(scope)
  const read: Answering[] = []
  for (const row of rows) {
    const answering = await answeringFrom(scope, network, row)
    if (answering !== null) read.push(answering)
  }
  return read
}
/** What was filled in by and with a person, the oldest first. */
export const listFinished = (scope: Scope, network: string, personId: string) => listAnswerings(scope, network, personId, true)
/** What they can go on with. */
export const listDrafts = (scope: Scope, network: string, personId: string) => listAnswerings(scope, network, personId, false)

export type FollowedLine = { personId: string; name: string; lastAt: Date | null; openAlerts: number }
/** The people whom teams of the one who acts follow today, those for whom something waits first. */
export const listFollowed = async (scope: Scope, network: string): Promise<FollowedLine[]> => {
  const { rows } = await sql<FollowedLine>`
    select p.id as "personId", concat_ws(' ', p.given_name, p.family_name) as name,
      (select max(a.finished_at) from measures.answering a where a.network_id = p.network_id and a.person_id = p.id) as "lastAt",
      (select count(*)::integer from measures.alert l where l.network_id = p.network_id and l.person_id = p.id and l.state <> 'done') as "openAlerts"
      from care.person p where p.network_id = ${network} and p.merged_into is null and p.id in (select measures.in_charge())
     order by "openAlerts" desc, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 500`.execute(scope)
  return rows
}

/** The country of a network, for the numbers to call; of one that the one who acts has to do with. */
export const readCountry = async (scope: Scope, network: string): Promise<string> => {
  const { rows } = await sql<{ country: string }>`select country from platform.network where id = ${network}`.execute(scope)
  return rows[0]?.country ?? ''
}

/** The files of the one who acts in a network: their own and those that were merged with it. */
export const listMyFiles = async (scope: Scope, network: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from care.person p where p.network_id = ${network} and p.id in (select care.my_files())`.execute(scope)
  return rows.map(({ id }) => id)
}
/** Whether the one who acts works in a team of the network today. */
export const worksIn = async (scope: Scope, network: string): Promise<boolean> => {
  const { rows } = await sql<{ works: boolean }>`select ${network} in (select care.my_networks()) as works`.execute(scope)
  return rows[0]?.works === true
}
