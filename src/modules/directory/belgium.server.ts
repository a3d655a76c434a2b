import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { projectRoot } from '#platform/root.server.ts'

// What its columns are, where they come from and how they are renewed: content/belgian-municipalities/README.md.
const FILE = 'content/belgian-municipalities/municipalities.csv'
const LANGUAGES = ['fr', 'nl', 'de'] as const
type Line = Record<'id' | 'kind' | 'parent' | 'name' | 'population' | 'postal_codes' | 'also' | (typeof LANGUAGES)[number], string>
export type BelgianTerritory = {
  id: string
  kind: string
  parent_id: string | null
  name: string
  population: number | null
  postal_codes: string[]
  names: { name: string; language: (typeof LANGUAGES)[number] | null }[]
}

const parts = (cell: string) => (cell === '' ? [] : cell.split('|'))
const namesOf = (line: Line) => [
  ...LANGUAGES.flatMap((language) => (line[language] === '' ? [] : [{ name: line[language], language }])),
  ...parts(line.also).map((name) => ({ name, language: null })),
]

/** Belgium, its regions, provinces and municipalities, as the pack has them. */
export const readBelgium = async (): Promise<BelgianTerritory[]> =>
  parse<Line>(await readFile(join(projectRoot(), FILE), 'utf8'), { columns: true }).map((line) => ({
    id: line.id,
    kind: line.kind,
    parent_id: line.parent === '' ? null : line.parent,
    name: line.name,
    population: line.population === '' ? null : Number(line.population),
    postal_codes: parts(line.postal_codes),
    // Names that two languages share stand once.
    names: namesOf(line).filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at),
  }))

/** Belgium with all names and postal codes, unless it is there. @returns how many territories came */
export const loadBelgium = async (scope: Scope): Promise<number> => {
  const there = await scope.selectFrom('directory.territory').select('id').where('id', '=', 'BE-11002').executeTakeFirst()
  if (there !== undefined) return 0
  const all = JSON.stringify(await readBelgium())
  // A data folder may have brought the country and some of its provinces before.
  const { numAffectedRows } = await sql`insert into directory.territory (id, kind, parent_id, name, population, postal_codes)
    select id, kind, parent_id, name, population, postal_codes from jsonb_to_recordset(${all}::jsonb)
      as r (id text, kind text, parent_id text, name text, population integer, postal_codes text[]) on conflict do nothing`.execute(scope)
  await sql`insert into directory.territory_name (territory_id, name, language)
    select r.id, n.name, n.language from jsonb_to_recordset(${all}::jsonb) as r (id text, names jsonb)
      cross join jsonb_to_recordset(r.names) as n (name text, language text) on conflict do nothing`.execute(scope)
  return Number(numAffectedRows ?? 0)
}
