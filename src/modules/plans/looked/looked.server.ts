import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { open } from '#platform/keys/index.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found } from '#platform/problem.ts'
import '../mails.server.ts'
import { ownFile } from '../space/files.server.ts'
import { openText, sealText } from '../texts.server.ts'

/** One line of the trail about one's own file. */
export type Look = {
  seq: number
  at: Date
  kind: 'read' | 'write' | 'export'
  action: string
  /** Why, in words or as a code of the act. */
  reason: string | null
  /** Nobody's any more, where the account is closed. */
  name: string | null
  team: string | null
  profession: string | null
  isCircle: boolean
}

/** What others did with the file of the one who acts, the latest first. */
export const whoLooked = async (scope: Scope, network: string): Promise<Look[]> => {
  const { rows } = await sql<Look & { target: string }>`
    select seq, at, kind, action, target, reason, name, team, profession, is_circle as "isCircle" from plans.who_looked(${network})`.execute(
    scope,
  )
  const looks: Look[] = []
  for (const { target, ...look } of rows)
    looks.push(target.startsWith('glass/') ? { ...look, reason: await glassReason(scope, network, target.slice(6)) } : look)
  return looks
}

// Why the glass was broken is the professional's own account of somebody's health: it is sealed, and stands in no trail.
const glassReason = async (scope: Scope, network: string, id: string): Promise<string | null> => {
  const { rows } = await sql<{ person_id: string; reason: Buffer }>`
    select person_id, reason from care.glass where network_id = ${network} and id::text = ${id}`.execute(scope)
  const [row] = rows
  return row === undefined
    ? null
    : open(scope, row.person_id, { network, table: 'care.glass', column: 'reason', row: id, version: 1 }, row.reason)
}

/** From now on what others did before is no news: the person has read it. */
export const noteLooked = async (scope: Scope, network: string, file: string): Promise<void> => {
  await sql`insert into plans.looked (network_id, person_id) values (${network}, ${file})
    on conflict (network_id, person_id) do update set at = greatest(looked.at, now())`.execute(scope)
}

/** The networks in which somebody opened the file of the one who acts without them, and they have not read it yet. */
export const openedUnread = async (scope: Scope): Promise<string[]> =>
  (
    await sql<{ network: string }>`
      select distinct o.network_id as network from (
          select network_id, at, by_id from care.glass where person_id in (select care.my_files())
          union all select network_id, at, by_id from plans.opening where person_id in (select care.my_files())) o
        where o.by_id is distinct from platform.person() and not exists (select from plans.looked l
          where l.network_id = o.network_id and l.person_id in (select care.my_files()) and l.at >= o.at) order by 1`.execute(scope)
  ).rows.map(({ network }) => network)

/** The networks in which a question of the one who acts was answered, and they have not read it yet. */
export const answersUnread = async (scope: Scope): Promise<string[]> =>
  (
    await sql<{ network: string }>`
      select distinct q.network_id as network from plans.question q where q.asked_by = platform.person() and q.answered_at is not null
         and not exists (select from plans.looked l where l.network_id = q.network_id and l.person_id in (select care.my_files()) and l.at >= q.answered_at)
       order by 1`.execute(scope)
  ).rows.map(({ network }) => network)

export type Question = {
  id: string
  question: string
  answer: string | null
  askedAt: Date
  answeredAt: Date | null
  /** The team that was asked; null: whoever answers for data protection. */
  service: string | null
  trailSeq: number | null
}
type Row = {
  id: string
  person: string
  question: Buffer
  answer: Buffer | null
  askedAt: Date
  answeredAt: Date | null
  service: string | null
  trailSeq: number | null
}

const read = async (scope: Scope, network: string, { person, question, answer, ...rest }: Row): Promise<Question> => {
  const place = { network, file: person, table: 'question', row: rest.id }
  return {
    ...rest,
    question: await openText(scope, { ...place, column: 'question' }, question),
    answer: answer === null ? null : await openText(scope, { ...place, column: 'answer' }, answer),
  }
}

/** The questions that the one who acts may see: their own, or those that were put to their team or to them as administrator. */
export const listQuestions = async (scope: Scope, network: string, whose: 'mine' | 'to_me'): Promise<Question[]> => {
  const { rows } = await sql<Row>`
    select id, person_id as person, question, answer, asked_at as "askedAt", answered_at as "answeredAt", to_service_id as service, trail_seq::integer as "trailSeq"
      from plans.question where network_id = ${network} and (asked_by = platform.person()) = ${whose === 'mine'}
     order by answered_at nulls first, asked_at desc limit 100`.execute(scope)
  const all: Question[] = []
  for (const row of rows) all.push(await read(scope, network, row))
  return all
}

/** What a question is about, for who answers it: the line of the trail that it names, and who asks where their own team is asked. */
export type AskedAbout = {
  id: string
  asker: string | null
  at: Date | null
  kind: Look['kind'] | null
  action: string | null
  name: string | null
  team: string | null
}
export const askedAbout = async (scope: Scope, network: string): Promise<Map<string, AskedAbout>> => {
  const { rows } =
    await sql<AskedAbout>`select id, asker, at, kind, action, by_name as name, team from plans.asked_about(${network})`.execute(scope)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Puts a question to a team that follows the person, or to whoever answers for data protection; they are told by mail that there is one. */
export const ask = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { text, service, trailSeq }: { text: string; service: string | null; trailSeq: number | null },
): Promise<void> => {
  const [file, id] = [await ownFile(scope, network), randomUUID()]
  await scope
    .insertInto('plans.question')
    .values({
      network_id: network,
      id,
      person_id: file.id,
      trail_seq: trailSeq,
      to_service_id: service,
      question: await sealText(scope, { network, file: file.id, table: 'question', column: 'question', row: id }, text),
      asked_by: actor.personId,
      answer: null,
      answered_by: null,
      answered_at: null,
    })
    .execute()
  await record(scope, network, 'plans.ask', `question/${id}`, { about: file.id })
  for (const person of await toTell(scope, network, service))
    await sendMail(scope, { to: { personId: person }, template: 'questionAsked', values: { link: `/questions/${network}` } })
}

/** Answers a question, once. @throws Problem not_found for one that is answered, or is not for the one who acts */
export const answer = async (scope: Scope, actor: Actor, network: string, id: string, text: string): Promise<void> => {
  const { rows } = await sql<{ person: string; asked_by: string }>`
    select person_id as person, asked_by from plans.question where network_id = ${network} and id = ${id} and answered_at is null
      and asked_by <> platform.person()`.execute(scope)
  const { person, asked_by } = found(rows[0])
  const sealed = await sealText(scope, { network, file: person, table: 'question', column: 'answer', row: id }, text)
  const { numUpdatedRows } = await scope
    .updateTable('plans.question')
    .set({ answer: sealed, answered_by: actor.personId, answered_at: sql`now()` })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'plans.answer', `question/${id}`, { about: person })
  await sendMail(scope, { to: { personId: asked_by }, template: 'questionAnswered', values: { link: '/my' } })
}

/** Whom a mail to a team, or (service null) to those who answer for data protection, goes to. */
export const toTell = async (scope: Scope, network: string, service: string | null): Promise<string[]> =>
  (await sql<{ id: string }>`select id from plans.to_tell(${network}, ${service}) id`.execute(scope)).rows.map(({ id }) => id)
