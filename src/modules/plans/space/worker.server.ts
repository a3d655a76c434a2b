import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'

/** The services of a network in which the one who acts works today. @throws Problem signed_out; not_found for who works in none */
export const myTeamsIn = async (scope: Scope, actor: Actor, network: string): Promise<string[]> => {
  if (actor.personId === '') throw new Problem('signed_out')
  const { rows } = await sql<{ service: string }>`
    select split_part(t, '/', 2) as service from care.my_teams() t where split_part(t, '/', 1) = ${network} order by 1`.execute(scope)
  found(rows[0])
  return rows.map(({ service }) => service)
}

export type Followed = {
  id: string
  givenName: string
  familyName: string
  service: string
  hasPlan: boolean
  proposals: number
  hasAccount: boolean
}
/** As many as are shown at once; who follows more looks for a name. */
export const MOST_FOLLOWED = 300
/** The people whom one's teams follow today, those of a name where one is given, and whether there is a crisis plan that the team may read. */
export const listFollowed = async (scope: Scope, network: string, words = ''): Promise<Followed[]> =>
  (
    await sql<Followed>`
      select distinct on (p.family_name collate platform.names, p.given_name collate platform.names, p.id) p.id, p.given_name as "givenName", p.family_name as "familyName",
             s.name as service, c.current_seq is not null as "hasPlan", p.account_id is not null as "hasAccount",
             (select count(*)::integer from plans.proposal o where o.network_id = p.network_id and o.person_id = p.id and o.state = 'open') as proposals
        from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
        join directory.service s on s.network_id = e.network_id and s.id = e.service_id
        left join plans.crisis_plan c on c.network_id = p.network_id and c.person_id = p.id
       where e.network_id = ${network} and e.team = any (array(select care.my_teams())) and e.left_on is null
         and (${words} = '' or p.folded like '%' || btrim(platform.folded(${words})) || '%' or public.similarity(p.folded, platform.folded(${words})) > 0.35)
       order by p.family_name collate platform.names, p.given_name collate platform.names, p.id limit ${MOST_FOLLOWED}`.execute(scope)
  ).rows

/** In which of one's teams somebody is followed today. @throws Problem not_found when in none */
export const teamFollowing = async (scope: Scope, network: string, file: string): Promise<{ service: string; name: string }> => {
  const { rows } = await sql<{ service: string; name: string }>`
    select e.service_id as service, s.name from care.episode e join directory.service s on s.network_id = e.network_id and s.id = e.service_id
     where e.network_id = ${network} and e.person_id in (select care.with_merged(array[${file}::uuid])) and e.team = any (array(select care.my_teams()))
       and (e.left_on is null or e.left_on >= current_date) order by e.entered_on limit 1`.execute(scope)
  return found(rows[0])
}

/** Some of one's own teams by their names. */
export const namesOfMyTeams = async (
  scope: Scope,
  network: string,
  services: readonly string[],
): Promise<{ service: string; name: string }[]> =>
  (
    await sql<{ service: string; name: string }>`
      select id as service, name from directory.service where network_id = ${network} and id = any(${[...services]}) order by name`.execute(
      scope,
    )
  ).rows
