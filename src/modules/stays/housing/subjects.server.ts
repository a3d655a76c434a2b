import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { once, refusing } from '../refused.server.ts'

/** `who`: the name that somebody put to it, empty for nobody's; `answer`: why the house does not talk about it, empty while it may. */
export type Subject = { id: string; what: string; who: string; askedOn: string; answer: string; isMine: boolean; version: number }

/** What waits for the next meeting of a house, and what the one who acts asked there that it does not talk about: the oldest first. */
export const listSubjects = async (scope: Scope, network: string, house: string): Promise<Subject[]> => {
  const { rows } = await sql<Subject>`
    select s.id, s.what, s.who, s.asked_on::text as "askedOn", s.answer, s.version, a.subject_id is not null as "isMine"
      from stays.subject s left join stays.subject_asker a on a.network_id = s.network_id and a.subject_id = s.id
     where s.team = ${`${network}/${house}`} and (s.settled_on is null or (s.meeting_id is null and a.subject_id is not null and s.settled_on > current_date - 30))
     order by s.settled_on is not null, s.asked_on, s.id limit 100`.execute(scope)
  return rows
}

export type SubjectInput = { what: string; who: string }
/**
 * Somebody who lives in a house asks that it talks about something.
 * @param id made with the form: sent twice, it is kept once
 * @param file their own file; who asked is theirs alone to read, and `who` is what the house sees
 * @throws Problem not_found for who does not stay or try to live there
 */
export const askSubject = async (
  scope: Scope,
  network: string,
  file: string,
  house: string,
  id: string,
  { what, who }: SubjectInput,
): Promise<void> => {
  const { rows } = await sql<{ kept: boolean }>`
    select stays.ask_subject(${network}, ${house}, ${id}, ${file}, ${what}, ${who}) as kept`.execute(scope)
  if (rows[0]?.kept !== true) throw new Problem('not_found')
  await record(scope, network, 'stays.askSubject', `team/${house}`, { about: file })
}
/** Takes back what one asked, while it was not talked about. @throws Problem conflict afterwards, also for what somebody else asked */
export const withdrawSubject = async (scope: Scope, network: string, file: string, id: string): Promise<void> => {
  const { numDeletedRows } = await scope
    .deleteFrom('stays.subject')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('id', 'in', (of) => of.selectFrom('stays.subject_asker').select('subject_id').where('network_id', '=', network))
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'stays.withdrawSubject', `subject/${id}`, { about: file })
}

/** The team brings a subject itself, or for somebody who told it. @throws Problem not_found for who does not work there */
export const addSubject = async (scope: Scope, network: string, house: string, input: SubjectInput): Promise<void> => {
  await refusing(() =>
    scope
      .insertInto('stays.subject')
      .values({ network_id: network, id: randomUUID(), service_id: house, ...input })
      .execute(),
  )
  await record(scope, network, 'stays.addSubject', `team/${house}`)
}
/** The house does not talk about it: whoever asked reads why. @throws Problem conflict, also for who does not work there */
export const answerSubject = async (scope: Scope, network: string, id: string, version: number, answer: string): Promise<void> => {
  once(
    await scope
      .updateTable('stays.subject')
      .set({ answer, settled_on: sql<string>`current_date`, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .where('settled_on', 'is', null)
      .executeTakeFirst(),
  )
  await record(scope, network, 'stays.answerSubject', `subject/${id}`)
}
/** What a meeting talked about; what was taken back meanwhile is left out. */
export const talkedAbout = async (scope: Scope, network: string, house: string, meeting: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await scope
    .updateTable('stays.subject')
    .set({ meeting_id: meeting, settled_on: sql<string>`current_date`, version: sql<number>`version + 1` })
    .where('network_id', '=', network)
    .where('service_id', '=', house)
    .where('id', 'in', [...ids])
    .where('settled_on', 'is', null)
    .execute()
}
