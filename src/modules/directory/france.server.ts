import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

// Etalab's copy of the official geographic code (INSEE) with legal populations: package @etalab/decoupage-administratif, MIT.
type Row = { id: string; kind: string; parent_id: string | null; name: string; population: number | null }
type Municipality = { code: string; nom: string; type: string; departement?: string; population?: number }
type Part = { code: string; nom: string; region?: string }

const read = async <T>(name: string): Promise<T[]> => {
  const folder = dirname(createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/package.json'))
  return JSON.parse(await readFile(join(folder, 'data', `${name}.json`), 'utf8'))
}

const rows = async (): Promise<Row[]> => {
  const [regions, departments, municipalities] = await Promise.all([
    read<Part>('regions'),
    read<Part>('departements'),
    read<Municipality>('communes'),
  ])
  return [
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
      .filter(({ type }) => type === 'commune-actuelle')
      .map(({ code, nom, departement, population }) => ({
        id: `FR-${code}`,
        kind: 'municipality',
        parent_id: departement === undefined ? 'FR' : `FR-D${departement}`,
        name: nom,
        population: population ?? null,
      })),
  ]
}

/** Regions, departments and municipalities of France, with their populations, unless they are there. @returns how many came. */
export const loadFrance = async (scope: Scope): Promise<number> => {
  const there = await scope.selectFrom('directory.territory').select('id').where('id', '=', 'FR').executeTakeFirst()
  if (there !== undefined) return 0
  const all = await rows()
  await sql`insert into directory.territory (id, kind, parent_id, name, population)
    select id, kind, parent_id, name, population from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
      as r (id text, kind text, parent_id text, name text, population integer)`.execute(scope)
  return all.length
}
