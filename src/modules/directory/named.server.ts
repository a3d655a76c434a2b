import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Fault } from './faults.ts'

/** What a written name stands for: the id, or why it stands for nothing certain. */
export type Resolved = { id: string; fault?: undefined } | { id?: undefined; fault: Fault }
type Candidate = { id: string; name: string }

/** A name with its id behind it, as forms show it and read it back: "Lille (FR-59350)". */
export const withId = ({ id, name }: Candidate) => `${name} (${id})`
const idBehind = (written: string) => /\(([^()]+)\)\s*$/.exec(written)?.[1]?.trim()

const only = (written: string, candidates: readonly Candidate[], unknown: string): Resolved => {
  const [first, ...others] = candidates
  if (first === undefined) return { fault: { id: unknown, values: { written } } }
  return others.length === 0
    ? { id: first.id }
    : { fault: { id: 'directory.fault.several', values: { names: candidates.slice(0, 6).map(withId).join(' · ') } } }
}

/**
 * A territory by its id ("FR-59350"), its official code ("59350"), any of its names or a postal code, where only one has it. Those in the country of
 * the network go before the others: there is a Lille in Belgium as well.
 * @param means `municipality`: of a town and the province that is called after it, the town is meant
 */
export const resolveTerritory = async (
  scope: Scope,
  written: string,
  { network = null, means = 'municipality' }: { network?: string | null; means?: 'municipality' | 'any' } = {},
): Promise<Resolved> => {
  const id = (idBehind(written) ?? written).trim().toUpperCase()
  const { rows } =
    await sql<Candidate>`select id, name from directory.territory where id = any (${[id, `FR-${id}`, `FR-D${id}`]}) order by length(id) desc limit 1`.execute(
      scope,
    )
  if (rows.length > 0) return only(written, rows, 'directory.fault.territory')
  const { rows: named } = await sql<Candidate & { isOwn: boolean; isTown: boolean }>`
    with called as (
      select t.id from directory.territory t where t.folded = platform.folded(${written.trim()})
      union select n.territory_id from directory.territory_name n where n.folded = platform.folded(${written.trim()})
      union select t.id from directory.territory t where t.postal_codes @> array[${written.trim()}] and t.postal_codes <> '{}')
    select t.id, t.name, t.kind = 'municipality' as "isTown",
        exists (select from platform.network w where w.id = ${network} and t.id like w.country || '-%') as "isOwn"
      from called join directory.territory t on t.id = called.id order by t.population desc nulls last, t.id limit 50`.execute(scope)
  const own = named.filter(({ isOwn }) => isOwn)
  const near = own.length > 0 ? own : named
  const towns = means === 'municipality' ? near.filter(({ isTown }) => isTown) : []
  return only(written, towns.length > 0 ? towns : near, 'directory.fault.territory')
}

/** An organisation of the network by its id or its name. */
export const resolveOrganisation = async (scope: Scope, network: string, written: string): Promise<Resolved> => {
  const ids = [idBehind(written), written.trim()].filter((id) => id !== undefined)
  const { rows } =
    await sql<Candidate>`select id, name from directory.organisation where network_id = ${network} and id = any (${ids}) limit 1`.execute(
      scope,
    )
  if (rows.length > 0) return only(written, rows, 'directory.fault.organisation')
  const named =
    await sql<Candidate>`select id, name from directory.organisation where network_id = ${network} and platform.folded(name) = platform.folded(${written.trim()}) order by id limit 7`.execute(
      scope,
    )
  return only(written, named.rows, 'directory.fault.organisation')
}
