import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

/** What a name stands for: one record, several that must be told apart, or none. */
export type Named = { kind: 'one'; id: string } | { kind: 'several'; labels: string[] } | { kind: 'none' }

const SHOWN = 8
// "Lille (FR-59350)": what a suggestion or a form that was filled before says.
const idIn = (typed: string) => /\(([^()\s]+)\)\s*$/.exec(typed)?.[1] ?? typed

const namedOf = (rows: readonly { id: string; label: string }[], typed: string): Named => {
  const exact = rows.find(({ id }) => id === idIn(typed))
  const [only, ...others] = rows
  if (exact !== undefined) return { kind: 'one', id: exact.id }
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 ? { kind: 'one', id: only.id } : { kind: 'several', labels: rows.map(({ label }) => label) }
}

/** The organisation of the network that somebody means by its name or id; accents and case do not count. */
export const organisationNamed = async (scope: Scope, network: string, typed: string): Promise<Named> => {
  const { rows } = await sql<{ id: string; label: string }>`
    select id, name || ' (' || id || ')' as label from directory.organisation
     where network_id = ${network} and (id = ${idIn(typed)} or platform.folded(name) = platform.folded(${typed})) order by name, id limit ${SHOWN}`.execute(scope)
  return namedOf(rows, typed)
}

/** The municipality, department, province, region or country that somebody means by its name or code. Of several, a municipality's department tells it apart. */
export const territoryNamed = async (scope: Scope, typed: string): Promise<Named> => {
  const { rows } = await sql<{ id: string; label: string }>`
    select t.id, t.name || coalesce(', ' || p.name, '') || ' (' || t.id || ')' as label
      from directory.territory t left join directory.territory p on p.id = t.parent_id
     where t.id = upper(${idIn(typed)}) or t.folded = platform.folded(${typed}) order by t.name, t.id limit ${SHOWN}`.execute(scope)
  return namedOf(rows, idIn(typed) === typed ? typed.toUpperCase() : typed)
}
