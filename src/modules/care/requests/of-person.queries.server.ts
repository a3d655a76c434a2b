import { sql } from 'kysely'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { openStory } from '../texts.server.ts'
import type { FromKind, ReasonKind, Story } from '../vocabulary.ts'
import type { State } from './machine.ts'

/** What whoever goes there must know, in the words of who asked. */
export type Alert = Pick<Story, 'safety' | 'answer' | 'askerName' | 'askerReach'>
export type RequestOfPerson = {
  id: string
  state: State
  reasonKind: ReasonKind
  fromKind: FromKind
  from: string | null
  to: string | null
  on: string
  /** Only while an episode that began with this request is open, or a team of the actor has it to answer; null as well where its text was erased. */
  alert: Alert | null
}
type Row = Omit<RequestOfPerson, 'alert'> & { file: string; sealed: Buffer | null }

/**
 * The requests about a person and about the files merged with theirs, as far as the actor may see them, the latest first. What must be
 * known to go there is opened (and its reading noted) while an episode of theirs is open, or the request waits with a team of the actor.
 */
export const listRequestsOf = async (scope: Scope, network: string, person: string): Promise<RequestOfPerson[]> => {
  const { rows } = await sql<Row>`
    select r.id, r.state, r.reason_kind as "reasonKind", r.from_kind as "fromKind", f.name as "from", s.name as "to", (coalesce(r.sent_at, r.made_at) at time zone 'Europe/Paris')::date::text as "on",
      r.person_id as file, case when exists (select from care.episode e where e.network_id = r.network_id and e.request_id = r.id and e.left_on is null)
        or (r.state in ('sent', 'accepted') and r.to_team in (select care.my_teams())) then r.story end as sealed
      from care.request r left join directory.service f on f.network_id = r.network_id and f.id = r.from_service_id
      left join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
     where r.network_id = ${network} and r.person_id in (select care.with_merged(array[${person}::uuid]))
     order by coalesce(r.sent_at, r.made_at) desc, r.id limit 50`.execute(scope)
  const requests: RequestOfPerson[] = []
  for (const { file, sealed, ...request } of rows) {
    const story = await openStory(scope, { network, person: file, id: request.id }, sealed)
    if (story !== null) await recordRead(scope, network, 'care.readRequest', `request/${request.id}`, { about: file })
    requests.push({ ...request, alert: story && alertOf(story) })
  }
  return requests
}
const alertOf = ({ safety, answer, askerName, askerReach }: Story): Alert => ({ safety, answer, askerName, askerReach })
