import { sql } from 'kysely'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { CareFunction } from '../../directory/index.ts'
import { noteText, openReach, thirdPartyText } from '../texts.server.ts'
import type { ConsentWay, Destination, ExitReason, Missed, Mode, Present, Reach, SectionName } from '../vocabulary.ts'
import { type Likeness, likeness } from './alike.ts'

export type PersonRecord = {
  network: string
  id: string
  given: string
  family: string
  birthDate: string | null
  territoryId: string | null
  place: string | null
  language: string | null
  needsInterpreter: boolean
  hasAccount: boolean
  mergedInto: string | null
  version: number
  reach: Reach
  /** A team of the actor follows them, or did, or has a request to answer: then the file can be corrected. */
  isInHand: boolean
}

/** The file of a person, as far as the actor may read it; the reading is noted. @throws Problem not_found */
export const readPerson = async (scope: Scope, network: string, id: string): Promise<PersonRecord> => {
  const person = await readFile(scope, network, id)
  await recordRead(scope, network, 'care.readFile', `person/${id}`, { about: id })
  return person
}
/** The same for who notes in their own words that it was read. @throws Problem not_found */
export const readFile = async (scope: Scope, network: string, id: string): Promise<PersonRecord> => {
  const { rows } = await sql<Omit<PersonRecord, 'reach'> & { contact: Buffer | null }>`
    select p.network_id as network, p.id, p.given_name as given, p.family_name as family, p.birth_date::text as "birthDate", p.territory_id as "territoryId",
      t.name as place, p.language, p.needs_interpreter as "needsInterpreter", p.account_id is not null as "hasAccount", p.merged_into as "mergedInto",
      p.version, p.contact, p.id in (select care.in_hand()) as "isInHand"
      from care.person p left join directory.territory t on t.id = p.territory_id where p.network_id = ${network} and p.id = ${id}`.execute(
    scope,
  )
  const { contact, ...person } = found(rows[0])
  return { ...person, reach: await openReach(scope, { network, person: id, id }, contact, person.version) }
}

export type EpisodeLine = {
  id: string
  serviceId: string
  team: string
  careFunction: CareFunction | null
  referentId: string | null
  enteredOn: string
  leftOn: string | null
  exitReason: ExitReason | null
  destination: Destination | null
  version: number
  /** The request with which it began. */
  requestId: string | null
  isMine: boolean
  /** Days since the same team had ended before, where they are few: the person came back. */
  backAfter: number | null
  /** And these days are very few, as the team counts them. */
  isBackSoon: boolean
}
/** Who follows them and who did, of what the actor may know; those of merged files as well. */
export const listEpisodes = async (scope: Scope, network: string, person: string): Promise<EpisodeLine[]> => {
  const { rows } = await sql<EpisodeLine>`
    select e.id, e.service_id as "serviceId", coalesce(s.name, care.name_of_team(e.team)) as team, e.care_function as "careFunction", e.referent_id as "referentId", e.entered_on::text as "enteredOn",
      e.left_on::text as "leftOn", e.exit_reason as "exitReason", e.destination, e.version, e.request_id as "requestId", e.team in (select care.my_teams()) as "isMine",
      b.after as "backAfter", coalesce(b.after <= boards.limit_of(e.network_id, e.service_id, 'back_soon'), false) as "isBackSoon"
      from care.episode e left join lateral (select e.entered_on - max(f.left_on) as after from care.episode f where f.network_id = e.network_id and f.team = e.team and f.id <> e.id
         and f.person_id in (select care.with_merged(array[e.person_id])) and f.left_on <= e.entered_on
         and f.left_on >= e.entered_on - boards.limit_of(e.network_id, e.service_id, 'back')) b on true
      left join directory.service s on s.network_id = e.network_id and s.id = e.service_id
     where e.network_id = ${network} and e.person_id in (select care.with_merged(array[${person}::uuid]))
     order by e.left_on is null desc, e.entered_on desc, e.id`.execute(scope)
  return rows
}

export type ContactLine = {
  id: string
  at: Date
  minutes: number | null
  mode: Mode
  workers: string[]
  who: Present[]
  missed: Missed | null
  nextOn: string | null
  writtenBy: string
  team: string
  isMine: boolean
  note: string | null
  /** What it said before it was corrected, the latest first. */
  before: { until: Date; at: Date; missed: Missed | null; note: string | null }[]
}
export const CONTACTS_SHOWN = 20
/** What was done and said, the latest first. @param page from 1, of so many lines at `most` */
export const listContacts = async (
  scope: Scope,
  network: string,
  person: string,
  { page = 1, most = CONTACTS_SHOWN }: { page?: number; most?: number } = {},
): Promise<{ lines: ContactLine[]; hasOlder: boolean }> => {
  const { rows } = await sql<Omit<ContactLine, 'note' | 'before'> & { sealed: Buffer | null; file: string; version: number }>`
    select c.id, c.at, c.minutes, c.mode, c.workers, c.who, c.missed, c.next_on::text as "nextOn", c.written_by as "writtenBy", coalesce(s.name, care.name_of_team(c.team)) as team,
      c.written_by = platform.person() and c.team in (select care.my_teams()) as "isMine", c.note as sealed, c.person_id as file, c.version
      from care.contact c left join directory.service s on s.network_id = c.network_id and s.id = c.service_id
     where c.network_id = ${network} and c.person_id in (select care.with_merged(array[${person}::uuid]))
     order by c.at desc, c.id limit ${most + 1} offset ${(page - 1) * most}`.execute(scope)
  const shown = rows.slice(0, most)
  const before = await versionsOf(
    scope,
    network,
    shown.filter(({ version }) => version > 1),
  )
  const lines: ContactLine[] = []
  for (const { sealed, file, version, ...line } of shown) {
    const note = await noteText.open(scope, { network, person: file, id: line.id }, sealed, version)
    lines.push({ ...line, note, before: before.get(line.id) ?? [] })
  }
  return { lines, hasOlder: rows.length > most }
}

type Former = { id: string; until: Date; at: Date; missed: Missed | null; version: number; sealed: Buffer | null }
// Of all that were corrected at once: a page of twenty is one more question, not twenty.
const versionsOf = async (
  scope: Scope,
  network: string,
  corrected: readonly { id: string; file: string }[],
): Promise<ReadonlyMap<string, ContactLine['before']>> => {
  if (corrected.length === 0) return new Map()
  const fileOf = new Map(corrected.map(({ id, file }) => [id, file]))
  const { rows } = await sql<Former>`
    select contact_id as id, replaced_at as until, at, missed, version, note as sealed from care.contact_version
     where network_id = ${network} and contact_id = any (${[...fileOf.keys()]}) order by contact_id, version desc`.execute(scope)
  const versions = new Map<string, ContactLine['before']>()
  for (const { id, sealed, version, ...line } of rows) {
    const note = await noteText.open(scope, { network, person: fileOf.get(id) ?? '', id }, sealed, version)
    versions.set(id, [...(versions.get(id) ?? []), { ...line, note }])
  }
  return versions
}

export type ConsentLine = {
  id: string
  to: string
  sections: SectionName[]
  purpose: string
  how: ConsentWay
  givenAt: Date
  until: string
  withdrawnAt: Date | null
}
/** To whom the person agreed, for what and until when. */
export const listConsents = async (scope: Scope, network: string, person: string): Promise<ConsentLine[]> => {
  const { rows } = await sql<ConsentLine>`
    select c.id, coalesce(s.name, c.to_words, care.name_of_team(c.to_team), '') as "to", c.sections, c.purpose, c.how, c.given_at as "givenAt", c.until::text, c.withdrawn_at as "withdrawnAt"
      from care.consent c left join directory.service s on s.network_id = c.network_id and s.id = c.to_service_id
     where c.network_id = ${network} and c.person_id in (select care.with_merged(array[${person}::uuid]))
     order by c.withdrawn_at is null desc, c.given_at desc`.execute(scope)
  return rows
}

export type ThirdPartyNote = { id: string; writtenAt: Date; writtenBy: string; note: string | null }
export const listThirdPartyNotes = async (scope: Scope, network: string, person: string): Promise<ThirdPartyNote[]> => {
  const { rows } = await sql<Omit<ThirdPartyNote, 'note'> & { sealed: Buffer; file: string }>`
    select id, written_at as "writtenAt", written_by as "writtenBy", note as sealed, person_id as file from care.third_party_note
     where network_id = ${network} and person_id in (select care.with_merged(array[${person}::uuid])) order by written_at desc limit 20`.execute(
    scope,
  )
  const notes: ThirdPartyNote[] = []
  for (const { sealed, file, ...note } of rows)
    notes.push({ ...note, note: await thirdPartyText.open(scope, { network, person: file, id: note.id }, sealed) })
  return notes
}

export type PersonLine = { id: string; given: string; family: string; birthDate: string | null; place: string | null }
const NAMES = sql`p.id, p.given_name as given, p.family_name as family, p.birth_date::text as "birthDate", t.name as place
  from care.person p left join directory.territory t on t.id = p.territory_id`

/** People whose name the actor may see, by a part of it; accents, order and small errors do not matter. */
export const findPeople = async (scope: Scope, network: string, words: string): Promise<PersonLine[]> => {
  const { rows } = await sql<PersonLine>`
    select ${NAMES} where p.network_id = ${network} and p.merged_into is null
       and (p.folded like '%' || btrim(platform.folded(${words})) || '%' or public.similarity(p.folded, platform.folded(${words})) > 0.35)
     order by public.similarity(p.folded, platform.folded(${words})) desc, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 30`.execute(
    scope,
  )
  return rows
}

export type Alike = PersonLine & { likeness: Exclude<Likeness, null> }
const RANK = { same: 0, likely: 1, possible: 2 } as const
/** Other files that may be of the same person, among those that the actor may see: nothing is told of anybody else. */
export const listAlike = async (
  scope: Scope,
  network: string,
  person: Pick<PersonRecord, 'id' | 'given' | 'family' | 'birthDate'>,
): Promise<Alike[]> => {
  const { rows } = await sql<PersonLine>`
    select ${NAMES} where p.network_id = ${network} and p.id <> ${person.id} and p.merged_into is null
       and p.id not in (select care.with_merged(array[${person.id}::uuid]))
       and (p.birth_date = ${person.birthDate}::date or public.similarity(p.folded, platform.folded(${`${person.given} ${person.family}`})) > 0.3)
     limit 200`.execute(scope)
  return rows
    .flatMap((other): Alike[] => {
      const found = likeness(person, other)
      return found === null ? [] : [{ ...other, likeness: found }]
    })
    .sort((a, b) => RANK[a.likeness] - RANK[b.likeness])
}
/** How many other files may be of the same person as this one, of those that the actor may see. */
export const countAlike = async (scope: Scope, network: string, person: string): Promise<number> => {
  const { rows } =
    await sql<PersonLine>`select ${NAMES} where p.network_id = ${network} and p.id = ${person} and p.id in (select care.in_hand())`.execute(
      scope,
    )
  return rows[0] === undefined ? 0 : (await listAlike(scope, network, rows[0])).length
}
/** Files that were merged into this one. */
export const listMerged = async (scope: Scope, network: string, person: string): Promise<PersonLine[]> => {
  const { rows } =
    await sql<PersonLine>`select ${NAMES} where p.network_id = ${network} and p.merged_into = ${person} order by p.made_at`.execute(scope)
  return rows
}

export type Followed = PersonLine & {
  episodeId: string
  enteredOn: string
  referent: string | null
  lastContact: Date | null
  nextOn: string | null
  isLong: boolean
  /** How many contacts were missed since the last that took place; `isMissing`: as many as the team finds too many, and nothing is planned. */
  missed: number
  isMissing: boolean
}
// The episodes first: who may be seen is a list of people, and PostgreSQL would ask the episodes of each of them.
/** Those whom a team follows now. */
export const listFollowed = async (scope: Scope, network: string, service: string, longestDays: number | null): Promise<Followed[]> => {
  const { rows } = await sql<Followed>`
    with e as materialized (select network_id, id, person_id, entered_on, referent_id from care.episode where team = ${`${network}/${service}`} and left_on is null)
    select p.id, p.given_name as given, p.family_name as family, p.birth_date::text as "birthDate", t.name as place, e.id as "episodeId",
      e.entered_on::text as "enteredOn", e.referent_id as referent, c.last as "lastContact", c.next::text as "nextOn",
      coalesce(current_date - e.entered_on > ${longestDays}::integer, false) as "isLong", coalesce(array_position(c.run, false) - 1, cardinality(c.run), 0) as missed,
      c.next is null and coalesce(array_position(c.run, false) - 1, cardinality(c.run), 0) >= (select boards.limit_of(${network}, ${service}, 'missed')) as "isMissing"
      from e join care.person p on p.network_id = e.network_id and p.id = e.person_id left join directory.territory t on t.id = p.territory_id
      left join lateral (select max(c.at) filter (where c.missed is null) as last, max(c.next_on) filter (where c.next_on >= current_date) as next,
          array_agg(c.missed is not null order by c.at desc) as run
        from care.contact c where c.network_id = e.network_id and c.episode_id = e.id) c on true
     order by p.family_name collate platform.names, p.given_name collate platform.names, p.id`.execute(scope)
  return rows
}

/** Accounts that people opened with cards of the actor, and that belong to no file yet: the day tells them apart. */
export const listCardsToLink = async (scope: Scope, network: string): Promise<{ id: string; usedAt: Date }[]> => {
  const { rows } = await sql<{ id: string; usedAt: Date }>`select id, used_at as "usedAt" from care.cards_to_link(${network})`.execute(
    scope,
  )
  return rows
}
