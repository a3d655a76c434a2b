import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

// Etalab's copy of the official geographic code (INSEE) with legal populations: package @etalab/decoupage-administratif, MIT.
type Row = { id: string; kind: string; parent_id: string | null; name: string; population: number | null; postal_codes?: string[] }
type Municipality = {
  code: string
  nom: string
  type: string
  departement?: string
  population?: number
  codesPostaux?: string[]
  /** Of a municipality that went up in another one, or of a district: the one that it is part of now. */
  chefLieu?: string
  commune?: string
}
type Part = { code: string; nom: string; region?: string }

const read = async <T>(name: string): Promise<T[]> => {
  const folder = dirname(createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/package.json'))
  return JSON.parse(await readFile(join(folder, 'data', `${name}.json`), 'utf8'))
}

const CURRENT = 'commune-actuelle'
const rowsOf = (regions: Part[], departments: Part[], municipalities: Municipality[]): Row[] => [
  { id: 'FR', kind: 'country', parent_id: null, name: 'France', population: null },
  ...regions.map(({ code, nom }) => ({ id: `FR-R${code}`, kind: 'region', parent_id: 'FR', name: nom, population: null })),
  ...departments.map(({ code, nom, region }) => ({
    id: `FR-D${code}`,
    kind: 'department',
    parent_id: `FR-R${region}`,
    name: nom,
    population: null,
  })),
  // Collectivities without a department (New Caledonia, …) belong to the country.
  ...municipalities
    .filter(({ type }) => type === CURRENT)
    .map(({ code, nom, departement, population, codesPostaux }) => ({
      id: `FR-${code}`,
      kind: 'municipality',
      parent_id: departement === undefined ? 'FR' : `FR-D${departement}`,
      name: nom,
      population: population ?? null,
      postal_codes: codesPostaux ?? [],
    })),
]
/** What people still call a part of a municipality: the name from before it was joined to it, or that of a district. */
const formerNames = (municipalities: Municipality[]) =>
  municipalities.flatMap(({ type, nom, chefLieu, commune }) => {
    const whole = chefLieu ?? commune
    return type === CURRENT || whole === undefined ? [] : [{ territory_id: `FR-${whole}`, name: nom }]
  })

/**
 * Regions, departments and municipalities of France, with populations, postal codes and the names of their parts, unless they are there.
 * @returns how many came
 */
export const loadFrance = async (scope: Scope): Promise<number> => {
  const { rows: there } = await sql<{ hasCodes: boolean }>`
    select postal_codes <> '{}' as "hasCodes" from directory.territory where id = 'FR-59350'`.execute(scope)
  if (there[0]?.hasCodes === true) return 0
  const [regions, departments, municipalities] = await Promise.all([
    read<Part>('regions'),
    read<Part>('departements'),
    read<Municipality>('communes'),
  ])
  const all = rowsOf(regions, departments, municipalities)
  // A database from before postal codes were kept gets them, and keeps the rest as it is.
  await sql`insert into directory.territory as t (id, kind, parent_id, name, population, postal_codes)
    select id, kind, parent_id, name, population, coalesce(postal_codes, '{}') from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
      as r (id text, kind text, parent_id text, name text, population integer, postal_codes text[])
    on conflict (id) do update set postal_codes = excluded.postal_codes where t.postal_codes is distinct from excluded.postal_codes`.execute(
    scope,
  )
  await sql`insert into directory.territory_name (territory_id, name)
    select r.territory_id, r.name from jsonb_to_recordset(${JSON.stringify(formerNames(municipalities))}::jsonb) as r (territory_id text, name text)
      join directory.territory t on t.id = r.territory_id where t.name <> r.name on conflict do nothing`.execute(scope)
  return there.length === 0 ? all.length : 0
}
