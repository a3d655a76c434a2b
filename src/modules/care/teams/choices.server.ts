import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { TeamChoice } from '../screen/team-options.ts'
import { listStated, listTeams } from './teams.queries.server.ts'

/** The teams of a network whose sector or catchment does not hold the place where a person lives; none while that is not known. */
const listElsewhere = async (scope: Scope, network: string, person: string | null): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`
    with lives as (select territory_id as id from care.person where network_id = ${network} and id = ${person} and territory_id is not null)
    select s.id from lives join directory.service s on s.network_id = ${network}
      join directory.area a on a.network_id = s.network_id and (a.id = s.area_id or (s.area_id is null and a.organisation_id = s.organisation_id))
      join directory.area_territory m on m.network_id = a.network_id and m.area_id = a.id
     group by s.id having not bool_or(m.territory_id in (select unnest(p.ids) from lives, directory.placed(lives.id) p)
       or (select lives.id from lives) in (select unnest(p.ids) from directory.placed(m.territory_id) p))`.execute(scope)
  return new Set(rows.map(({ id }) => id))
}

/** The teams that can be asked for a person, with what each stated of its places; those of another area last, and said to be so. */
export const listChoices = async (scope: Scope, network: string, person: string | null, except: string | null): Promise<TeamChoice[]> => {
  const [stated, elsewhere, teams] = [
    await listStated(scope, network),
    await listElsewhere(scope, network, person),
    await listTeams(scope, network),
  ]
  return teams
    .filter(({ id }) => id !== except)
    .map(({ id, name, phone }) => ({ id, name, phone, stated: stated.get(id) ?? null, isElsewhere: elsewhere.has(id) }))
    .toSorted((one, other) => Number(one.isElsewhere) - Number(other.isElsewhere))
}
