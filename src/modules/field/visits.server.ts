import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Visit } from './vocabulary.ts'

/** How many days ahead a device knows what is planned. */
const AHEAD = 14

type Planned = { network: string; person: string; starts: Date; zone: string }
// The day and the time of the clock there, whatever the zone of the device will be.
const visitOf = ({ network, person, starts, zone }: Planned): Visit => {
  const [on = '', time = ''] = starts.toLocaleString('sv-SE', { timeZone: zone }).split(' ')
  return { network, person, on, time: time.slice(0, 5) }
}

/**
 * What is planned with those whom one's teams follow: the visits of the boards of one's teams, and else the day that a last contact named as
 * the next, in the order of days and times.
 */
export const plannedVisits = async (scope: Scope): Promise<Visit[]> => {
  const { rows: visits } = await sql<Planned>`
    select v.network_id as network, v.person_id as person, v.starts_at as starts, care.zone_of(v.network_id) as zone from boards.visit v
     where v.team = any (array(select care.my_teams())) and v.state in ('planned', 'on_the_way', 'there')
       and v.starts_at between now() - interval '1 day' and now() + make_interval(days => ${AHEAD}::integer)`.execute(scope)
  const { rows: days } = await sql<Visit>`
      select e.network_id as network, e.person_id as person, max(c.next_on)::text as "on", null as time
        from care.episode e join care.contact c on c.network_id = e.network_id and c.episode_id = e.id
       where e.team = any (array(select care.my_teams())) and e.left_on is null and c.next_on between current_date - 1 and current_date + ${AHEAD}::integer
       group by e.network_id, e.person_id`.execute(scope)
  const planned = visits.map(visitOf)
  const isPlanned = (day: Visit) =>
    planned.some((visit) => visit.network === day.network && visit.person === day.person && visit.on === day.on)
  const whenOf = ({ on, time }: Visit) => `${on} ${time ?? ''}`
  return [...planned, ...days.filter((day) => !isPlanned(day))].sort((one, other) => whenOf(one).localeCompare(whenOf(other)))
}
