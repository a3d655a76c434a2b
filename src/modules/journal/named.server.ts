import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

/** What a name stands for: one record, several that must be told apart, or none. */
export type Named = { kind: 'one'; id: string } | { kind: 'several'; labels: string[] } | { kind: 'none' }

const SHOWN = 8
// "Lille (FR-59350)": what a suggestion or a form that was filled before says.
const idIn = (typed: string) => /\(([^()\s]+)\)\s*$/.exec(typed)?.[1] ?? typed

type Row = { id: string; label: string; same: boolean }

// One of exactly this name is meant; of several, or of names that only contain what was typed, the person chooses.
const namedOf = (rows: readonly Row[], typed: string): Named => {
  const byId = rows.find(({ id }) => id === idIn(typed))
  if (byId !== undefined) return { kind: 'one', id: byId.id }
  const same = rows.filter((row) => row.same)
  const [only, ...others] = same
  if (only !== undefined && others.length === 0) return { kind: 'one', id: only.id }
  return rows.length === 0 ? { kind: 'none' } : { kind: 'several', labels: (same.length > 0 ? same : rows).map(({ label }) => label) }
}

/** The organisation of the network that somebody means by its name or id; accents and case do not count. */
export const organisationNamed = async (scope: Scope, network: string, typed: string): Promise<Named> => {
  const { rows } = await sql<Row>`
    with meant as (select platform.folded(${typed}) as words)
    select o.id, o.name || ' (' || o.id || ')' as label, platform.folded(o.name) = meant.words as same
      from directory.organisation o, meant
     where o.network_id = ${network} and (o.id = ${idIn(typed)} or (length(meant.words) > 2 and strpos(platform.folded(o.name), meant.words) > 0))
     order by o.id = ${idIn(typed)} desc, same desc, o.name, o.id limit ${SHOWN}`.execute(scope)
  return namedOf(rows, typed)
}

/** The municipality, department, province, region or country that somebody means by its name or code. Of several, a municipality's department tells it apart. */
export const territoryNamed = async (scope: Scope, typed: string): Promise<Named> => {
  const code = idIn(typed).toUpperCase()
  const { rows } = await sql<Row>`
    with meant as (select platform.folded(${typed}) as words)
    select t.id, t.name || coalesce(', ' || p.name, '') || ' (' || t.id || ')' as label, t.folded = meant.words as same
      from meant cross join directory.territory t left join directory.territory p on p.id = t.parent_id
     where t.id = ${code} or (length(meant.words) > 2 and t.folded like meant.words || '%')
     order by t.id = ${code} desc, same desc, t.population desc nulls last, t.id limit ${SHOWN}`.execute(scope)
  return namedOf(rows, code)
}
