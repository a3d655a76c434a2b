import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { filtersOf } from './filters.ts'
import { searchDirectory, readGroups } from './search.queries.server.ts'
import { loadFrance } from './france.server.ts'
const world = useWorld()
test('speed', async () => {
  const network = await world.network({ isPublic: true })
  await world.seed(async (db) => {
    await loadFrance(db as never)
    const t0 = performance.now()
    await sql`insert into directory.organisation (network_id, id, name, kind, territory_id, country, former_names)
      select ${network}, 'o-' || row_number() over (), (array['Centre hospitalier de','Établissement public de santé mentale de','Association Espoir','Maison des usagers de','Hôpital de jour'])[1 + i % 5] || ' ' || t.name, (array['hospital','association','centre'])[1 + i % 3], t.id, 'FR', '{}'
      from (select *, row_number() over (order by id) as i from directory.territory where kind = 'municipality') t cross join generate_series(1, 2) limit 50000`.execute(db)
    await sql`insert into directory.service (network_id, id, organisation_id, name, care_function)
      select network_id, 's-' || id, id, 'Équipe mobile de ' || name, (array['1','2A','2B','3','4','5'])[1 + length(name) % 6] from directory.organisation where network_id = ${network} limit 10000`.execute(db)
    console.log('insert', performance.now() - t0)
    await sql`analyze directory.entry`.execute(db)
    await sql`analyze directory.organisation`.execute(db)
  })
  for (const q of ['', 'page=50', 'q=armentieres', 'q=armantiere', 'q=centre+hospitalier', 'q=hopital+lille', 'q=equipe+mobile', 'q=hospitalire', 'q=centre+hospitalire+roubais', 'kind=hospital', 'function=2A', 'in=FR-R32', 'in=FR-R32&kind=hospital&function=2A', 'in=FR-D59&q=espoir', 'q=de']) {
    const times: number[] = []
    let total = 0
    for (let i = 0; i < 9; i++) { const t = performance.now(); total = (await world.as(VISITOR, (s) => searchDirectory(s, filtersOf(new URLSearchParams(q))))).total; times.push(performance.now() - t) }
    times.sort((a, b) => a - b)
    console.log(q.padEnd(40), total, Math.round(times[4] ?? 0), Math.round(times[8] ?? 0))
  }
  expect(1).toBe(1)
}, 200000)
