import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { BedEvent } from './beds.ts'
import type { BedKind, Profession } from './vocabulary.ts'

export type Conversion = {
  id: string
  hospital_id: string
  hospital: string
  bed_kind: BedKind
  beds: number
  team_id: string | null
  team: string | null
  source_id: string | null
  source: string | null
  source_locator: string | null
  note: string | null
  version: number
  fte: number
  staff: { profession: Profession; fte: number }[]
  events: BedEvent[]
}

const conversions = (network: string, id: string | null) => sql<Conversion>`
  select c.id, c.hospital_id, h.name as hospital, c.bed_kind, c.beds, c.team_id, t.name as team, c.source_id, s.title as source, c.source_locator, c.note, c.version,
    coalesce((select sum(f.fte) from network.conversion_fte f where f.network_id = c.network_id and f.conversion_id = c.id), 0) as fte,
    coalesce((select jsonb_agg(jsonb_build_object('profession', f.profession, 'fte', f.fte) order by f.fte desc, f.profession)
      from network.conversion_fte f where f.network_id = c.network_id and f.conversion_id = c.id), '[]') as staff,
    coalesce((select jsonb_agg(jsonb_build_object('on', e.on_day, 'state', e.state, 'reason', e.reason) order by e.on_day)
      from network.conversion_event e where e.network_id = c.network_id and e.conversion_id = c.id), '[]') as events
  from network.conversion c
  join directory.organisation h on h.network_id = c.network_id and h.id = c.hospital_id
  left join directory.service t on t.network_id = c.network_id and t.id = c.team_id
  left join journal.source s on s.network_id = c.network_id and s.id = c.source_id
  where c.network_id = ${network} ${id === null ? sql`` : sql`and c.id = ${id}`}
  order by h.name collate platform.names, c.id`

/** All agreements of the network, by hospital, with their transitions in the order of their days. FTE: full-time equivalents. */
export const listConversions = async (scope: Scope, network: string): Promise<Conversion[]> =>
  (await conversions(network, null).execute(scope)).rows

/** One agreement. @throws Problem not_found */
export const readConversion = async (scope: Scope, network: string, id: string): Promise<Conversion> =>
  found((await conversions(network, idIn(id)).execute(scope)).rows[0])
