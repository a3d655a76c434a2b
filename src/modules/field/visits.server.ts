import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Visit } from './vocabulary.ts'

/** How many days ahead a device knows what is planned. */
const AHEAD = 14

/**
 * What is planned with those whom one's teams follow: the day that each last contact named as the next. The one place to change where
 * teams plan visits with hours and pairs: whatever it gives is shown on the day, in this order.
 */
export const plannedVisits = async (scope: Scope): Promise<Visit[]> =>
  (
    await sql<Visit>`
      select e.network_id as network, e.person_id as person, max(c.next_on)::text as "on", null as time
        from care.episode e join care.contact c on c.network_id = e.network_id and c.episode_id = e.id
       where e.team = any (array(select care.my_teams())) and e.left_on is null and c.next_on between current_date - 1 and current_date + ${AHEAD}::integer
       group by e.network_id, e.person_id order by 3, 1, 2`.execute(scope)
  ).rows
