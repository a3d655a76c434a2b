import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { readPopulation } from './territories.queries.server.ts'
import type { TerritoryKind } from './vocabulary.ts'

/** What the page of a sector or a catchment shows. @throws Problem not_found when there is none that the reader may see */
export const readAreaPage = async (scope: Scope, network: string, id: string) => {
  const area = found(
    await scope.selectFrom('directory.area').selectAll().where('network_id', '=', network).where('id', '=', id).executeTakeFirst(),
  )
  const { rows: territories } = await sql<{ id: string; name: string; kind: TerritoryKind; population: number | null }>`
    select t.id, t.name, t.kind, t.population from directory.area_territory a join directory.territory t on t.id = a.territory_id
    where a.network_id = ${network} and a.area_id = ${id} order by t.name collate platform.names`.execute(scope)
  const { organisation_id } = area
  return {
    area,
    territories,
    population: await readPopulation(
      scope,
      territories.map((territory) => territory.id),
    ),
    organisation:
      organisation_id === null
        ? null
        : ((await scope
            .selectFrom('directory.organisation')
            .select(['id', 'name'])
            .where('network_id', '=', network)
            .where('id', '=', organisation_id)
            .executeTakeFirst()) ?? null),
    services: await scope
      .selectFrom('directory.service')
      .select(['id', 'name', 'care_function'])
      .where('network_id', '=', network)
      .where('area_id', '=', id)
      .orderBy('name')
      .execute(),
  }
}
