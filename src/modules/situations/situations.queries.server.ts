import { type RawBuilder, sql } from 'kysely'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { dayIn } from './forms.server.ts'
import type { State } from './machine.ts'
import { answerText, companyText, lessonText, placeText, saidText, subjectText, whatText, whoText, wordsText } from './texts.server.ts'
import {
  AGREED_DAYS,
  type AgreementWay,
  type Answer,
  type Attendance,
  DAYS_AFTER,
  type DecisionSays,
  LEAST_TEAMS,
  type LessonState,
  type PersonSays,
} from './vocabulary.ts'

/** What the one who acts has to do with a meeting. */
export type Relation = 'person' | 'team' | 'invited'
export type SituationHead = {
  network: string
  id: string
  personId: string
  service: string
  team: string
  name: string
  calledBy: 'team' | 'person'
  madeAt: Date
  state: State
  plannedAt: Date | null
  heldOn: string | null
  endedOn: string | null
  attendance: Attendance | null
  version: number
  /** The agreement of the person stands today. */
  isAgreed: boolean
  relation: Relation
}
type Row = SituationHead & {
  subject: Buffer | null
  said: Buffer | null
  place: Buffer | null
  company: Buffer | null
  daysAfter: number
}

// A person in charge of a file sees their own first: who follows somebody and is that somebody reads it as the person.
const columns = (network: RawBuilder<unknown>) => sql`
  s.network_id as network, s.id, s.person_id as "personId", s.service_id as service, coalesce(t.name, '') as team,
  coalesce(nullif(concat_ws(' ', p.given_name, p.family_name), ''), nullif(concat_ws(' ', m.given_name, m.family_name), ''), '') as name,
  s.called_by as "calledBy", s.made_at as "madeAt", s.state, s.planned_at as "plannedAt", s.held_on::text as "heldOn", s.ended_on::text as "endedOn",
  s.attendance, s.version, s.id in (select situations.agreed_today()) as "isAgreed",
  case when s.person_id in (select care.my_files()) then 'person' when s.team in (select care.my_teams()) then 'team' else 'invited' end as relation,
  s.subject, s.said, s.place, s.company, s.days_after as "daysAfter"
  from situations.situation s left join care.person p on p.network_id = s.network_id and p.id = s.person_id
  left join situations.names_of_met(${network}) m on m.situation_id = s.id left join situations.names_of_teams(${network}) t on t.service_id = s.service_id`

const headOf = ({ subject: _, said: __, place: ___, company: ____, daysAfter: _____, ...head }: Row): SituationHead => head

/** The meetings of a network that the one who acts prepares or is invited to, the next and the latest first; the reading is noted. */
export const listSituations = async (scope: Scope, network: string): Promise<SituationHead[]> => {
  const { rows } = await sql<Row>`select ${columns(sql`${network}`)} where s.network_id = ${network}
     and not s.person_id in (select care.my_files())
     order by s.state in ('told', 'refused', 'withdrawn'), s.planned_at nulls first, s.made_at desc, s.id limit 200`.execute(scope)
  await recordRead(scope, network, 'situations.list', `network/${network}`)
  return rows.map(headOf)
}
/** The meetings about somebody that teams of the one who acts prepare: also that the person said no, and when. */
export const listAbout = async (scope: Scope, network: string, person: string): Promise<SituationHead[]> => {
  const { rows } = await sql<Row>`select ${columns(sql`${network}`)} where s.network_id = ${network}
     and s.person_id in (select care.with_merged(array[${person}::uuid])) and s.team in (select care.my_teams())
     order by s.made_at desc, s.id limit 20`.execute(scope)
  await recordRead(scope, network, 'situations.list', `person/${person}`, { about: person })
  return rows.map(headOf)
}
/** The meetings about the one who acts, in all their networks. */
export const listMine = async (scope: Scope): Promise<SituationHead[]> => {
  const { rows } =
    await sql<Row>`select ${columns(sql`s.network_id`)} where s.person_id in (select care.my_files()) order by s.made_at desc, s.id limit 100`.execute(
      scope,
    )
  return rows.map(headOf)
}

export type Agreement = { answer: 'yes' | 'no'; how: AgreementWay; givenAt: Date; until: string | null; withdrawnAt: Date | null }
export type Invitation = {
  id: string
  service: string | null
  name: string
  personSays: PersonSays
  answer: Answer
  isMine: boolean
}
export type Decision = {
  id: string
  what: string
  who: string
  until: string | null
  says: DecisionSays | null
  answer: string
}
export type Lesson = { text: string; state: LessonState; isMine: boolean; version: number }
export type Situation = SituationHead & {
  subject: string
  said: string
  place: string
  company: string
  daysAfter: number
  agreements: Agreement[]
  invitations: Invitation[]
  words: { id: string; text: string; how: 'self' | 'together'; at: Date }[]
  decisions: Decision[]
  lesson: Lesson | null
}

/** One meeting as far as the one who acts may read it; the reading is noted. @throws Problem not_found */
export const readSituation = async (scope: Scope, network: string, id: string): Promise<Situation> => {
  const { rows } = await sql<Row>`select ${columns(sql`${network}`)} where s.network_id = ${network} and s.id = ${id}`.execute(scope)
  const { subject, said, place, company, ...row } = found(rows[0])
  await recordRead(scope, network, 'situations.read', `situation/${id}`, { about: row.personId })
  const of = { network, person: row.personId, id }
  return {
    ...row,
    subject: await subjectText.open(scope, of, subject),
    said: await saidText.open(scope, of, said),
    place: await placeText.open(scope, of, place),
    company: await companyText.open(scope, of, company),
    agreements: await agreementsOf(scope, network, id),
    invitations: await invitationsOf(scope, network, id),
    words: await wordsOf(scope, of),
    decisions: await decisionsOf(scope, of),
    lesson: await lessonOf(scope, of),
  }
}
type Of = { network: string; person: string; id: string }

const agreementsOf = async (scope: Scope, network: string, id: string) =>
  (
    await sql<Agreement>`select answer, how, given_at as "givenAt", until::text, withdrawn_at as "withdrawnAt" from situations.agreement
      where network_id = ${network} and situation_id = ${id} order by given_at desc, id`.execute(scope)
  ).rows

const invitationsOf = async (scope: Scope, network: string, id: string) =>
  (
    await sql<Invitation>`
      select i.id, i.service_id as service, coalesce(i.words, t.name, '') as name, i.person_says as "personSays", i.answer,
        coalesce(i.team in (select care.my_teams()), false) as "isMine"
        from situations.invitation i left join situations.names_of_teams(i.network_id) t on t.service_id = i.service_id
       where i.network_id = ${network} and i.situation_id = ${id} order by i.made_at, i.id`.execute(scope)
  ).rows

const wordsOf = async (scope: Scope, { network, person, id }: Of) => {
  const { rows } = await sql<{ id: string; content: Buffer; how: 'self' | 'together'; at: Date }>`
    select id, content, how, at from situations.words where network_id = ${network} and situation_id = ${id} order by at`.execute(scope)
  const words: Situation['words'] = []
  for (const { content, ...row } of rows)
    words.push({ ...row, text: await wordsText.open(scope, { network, person, id: row.id }, content) })
  return words
}

const decisionsOf = async (scope: Scope, { network, person, id }: Of): Promise<Decision[]> => {
  const { rows } = await sql<Omit<Decision, 'what' | 'who' | 'answer'> & { what: Buffer; who: Buffer; answer: Buffer | null }>`
    select id, what, who, until::text, says, answer from situations.decision
     where network_id = ${network} and situation_id = ${id} order by made_at, id`.execute(scope)
  const decisions: Decision[] = []
  for (const { what, who, answer, ...row } of rows) {
    const of = { network, person, id: row.id }
    decisions.push({
      ...row,
      what: await whatText.open(scope, of, what),
      who: await whoText.open(scope, of, who),
      answer: await answerText.open(scope, of, answer),
    })
  }
  return decisions
}

const lessonOf = async (scope: Scope, of: Of): Promise<Lesson | null> => {
  const { rows } = await sql<Omit<Lesson, 'text'> & { content: Buffer }>`
    select content, state, written_by = platform.person() as "isMine", version from situations.lesson
     where network_id = ${of.network} and situation_id = ${of.id}`.execute(scope)
  const [row] = rows
  if (row === undefined) return null
  const { content, ...lesson } = row
  return { ...lesson, text: await lessonText.open(scope, { ...of, version: lesson.version }, content) }
}

/** The teams that can be asked to come: all of the network but the one that prepares and those that were asked. */
export const teamsToInvite = async (scope: Scope, network: string, not: readonly string[]): Promise<{ value: string; label: string }[]> =>
  (
    await sql<{ value: string; label: string }>`
      select s.id as value, s.name as label from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
       where t.network_id = ${network} and s.status = 'active' and not s.id = any (${[...not]}::text[]) order by s.name collate platform.names, s.id`.execute(
      scope,
    )
  ).rows

export type Settings = { daysAfter: number; leastTeams: number; agreedDays: number; version: number }
export const readSettings = async (scope: Scope, network: string): Promise<Settings> =>
  (await scope
    .selectFrom('situations.setting')
    .select(['days_after as daysAfter', 'least_teams as leastTeams', 'agreed_days as agreedDays', 'version'])
    .where('network_id', '=', network)
    .executeTakeFirst()) ?? { daysAfter: DAYS_AFTER, leastTeams: LEAST_TEAMS, agreedDays: AGREED_DAYS, version: 0 }

/** The day that a form proposes for the end of an agreement, in ISO 8601. */
export const agreedUntil = async (scope: Scope, network: string): Promise<string> => dayIn((await readSettings(scope, network)).agreedDays)

export type Raised = { id: string; month: string; careFunction: string | null; text: string }
/** What came up without a name, of months that are over. */
export const listRaised = async (scope: Scope, network: string): Promise<Raised[]> =>
  (
    await sql<Raised>`select id, month::text, care_function as "careFunction", content as text from situations.raised
      where network_id = ${network} order by month desc, id limit 200`.execute(scope)
  ).rows

/** Somebody whom a team of the one who acts follows today: only such a team calls a meeting about them. @throws Problem not_found */
export const readFollowed = async (scope: Scope, network: string, person: string) => {
  const { rows } = await sql<{ service: string; name: string }>`
    select e.service_id as service, concat_ws(' ', p.given_name, p.family_name) as name from care.person p join care.episode e on e.network_id = p.network_id
      and e.person_id in (select care.with_merged(array[p.id])) and e.team = any (array(select care.my_teams())) and (e.left_on is null or e.left_on >= current_date)
     where p.network_id = ${network} and p.id = ${person} order by e.entered_on desc limit 1`.execute(scope)
  await recordRead(scope, network, 'situations.read', `person/${person}`, { about: person })
  return found(rows[0])
}
