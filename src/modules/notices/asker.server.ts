import { sql } from 'kysely'
import type { Actor, Role } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'

/** Who a person is today: name, and the roles that hold. Asked as that person; null when there is no such account any more. */
export const actorOfPerson = async (scope: Scope, personId: string): Promise<Actor | null> => {
  const { rows } = await sql<{ name: string; roles: Record<string, Role[]> }>`
    select p.name, coalesce((select jsonb_object_agg(x.network_id, x.roles) from (
      select r.network_id, jsonb_agg(r.role order by r.role) as roles from identity.role r
       where r.person_id = p.id and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)
       group by r.network_id) x), '{}') as roles
    from identity.person p where p.id = ${personId}`.execute(scope)
  const [row] = rows
  return row === undefined ? null : { personId, name: row.name, roles: row.roles }
}
