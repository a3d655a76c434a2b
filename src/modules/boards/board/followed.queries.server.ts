import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Worker } from '../../care/index.ts'
import type { BoardRules } from '../rules.ts'
import type { DiscussedLine, FollowedLine } from './board.ts'

const NAME = sql`btrim(concat_ws(' ', p.given_name, p.family_name))`
const isoOf = (moment: Date | null) => moment?.toISOString() ?? null

type Row = {
  personId: string
  name: string
  nextOn: string | null
  visitAt: Date | null
  lastAt: Date | null
  referent: string | null
  missed: number
  silentFor: number
}
/** Those whom a team follows, with what comes next; whom nobody is to see next come first. `rules`: those of the team. */
export const followedOf = async (
  scope: Scope,
  team: string,
  { now, workers, rules }: { now: Date; workers: readonly Worker[]; rules: Pick<BoardRules, 'missedTimes' | 'silentDays'> },
): Promise<FollowedLine[]> => {
  const { rows } = await sql<Row>`
    select p.id as "personId", ${NAME} as name, c.next::text as "nextOn", c.last as "lastAt", v.at as "visitAt", e.referent_id as referent,
      coalesce(array_position(c.run, false) - 1, cardinality(c.run), 0) as missed,
      ${now}::date - coalesce(c.last::date, e.entered_on) as "silentFor"
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
      left join lateral (select max(x.at) filter (where x.missed is null) as last, min(x.next_on) filter (where x.next_on >= ${now}::date) as next,
          array_agg(x.missed is not null order by x.at desc) as run
        from care.contact x where x.network_id = e.network_id and x.episode_id = e.id) c on true
      left join lateral (select min(x.starts_at) as at from boards.visit x where x.network_id = e.network_id and x.person_id = e.person_id and x.team = e.team
        and x.state = 'planned' and x.starts_at > ${now}) v on true
     where e.team = ${team} and (e.left_on is null or e.left_on > ${now}::date)
     order by least(c.next, v.at::date) nulls first, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 300`.execute(
    scope,
  )
  const names = new Map(workers.map(({ personId, name }) => [personId, name]))
  return rows.map(({ visitAt, lastAt, referent, silentFor, ...row }) => ({
    ...row,
    visitAt: isoOf(visitAt),
    lastAt: isoOf(lastAt),
    referent: referent === null ? null : (names.get(referent) ?? null),
    isMissing: row.missed >= rules.missedTimes && row.nextOn === null && visitAt === null,
    isSilent: silentFor > rules.silentDays && row.nextOn === null && visitAt === null,
  }))
}

/** Who is discussed now, without what was agreed. */
export const discussedOf = async (scope: Scope, team: string): Promise<DiscussedLine[]> => {
  const { rows } = await sql<{ id: string; version: number; agreedAt: Date | null }>`
    select d.id, d.version, (select max(a.at) from boards.agreement a where a.network_id = d.network_id and a.discussed_id = d.id) as "agreedAt"
      from boards.discussed d where d.team = ${team} and d.taken_off_at is null order by d.id limit 200`.execute(scope)
  return rows.map(({ agreedAt, ...row }) => ({ ...row, agreedAt: isoOf(agreedAt) }))
}
