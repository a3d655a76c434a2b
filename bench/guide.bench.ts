import { join } from 'node:path'
import autocannon from 'autocannon'
import { openDatabase } from '#platform/database/connect.server.ts'
import { openPool } from '#platform/database/pool.server.ts'
import { type Bench, type Result, startServer, temporaryFolder } from './bench.ts'

const SECONDS = 6
const READERS = 8
const NETWORKS = 20
const TEAMS = 50

// Twenty networks of fifty invented teams, each network with a sector of two hundred municipalities and ten statements of each team.
const FILL = `
  insert into platform.network (id, name, country, is_public) select 'bench-' || n, jsonb_build_object('fr', 'Réseau ' || n), 'FR', true from generate_series(1, ${NETWORKS}) n;
  insert into directory.organisation (network_id, id, name, kind, country, territory_id)
    select 'bench-' || n, 'o', 'Hôpital ' || n, 'hospital', 'FR', 'FR-59350' from generate_series(1, ${NETWORKS}) n;
  insert into directory.area (network_id, id, kind, name) select 'bench-' || n, 'a' || s, 'sector', 'Secteur ' || s from generate_series(1, ${NETWORKS}) n, generate_series(1, 5) s;
  insert into directory.area_territory (network_id, area_id, territory_id)
    select 'bench-' || n, 'a' || s, t.id from generate_series(1, ${NETWORKS}) n, generate_series(1, 5) s,
      lateral (select id from directory.territory where kind = 'municipality' and id like 'FR-59%' order by id offset s * 40 limit 200) t;
  insert into directory.service (network_id, id, organisation_id, name, care_function, languages, opening_hours, area_id)
    select 'bench-' || n, 't' || t, 'o', 'Équipe ' || t, (array['1', '2A', '2B', '3', '4', '5'])[1 + t % 6], array['fr', 'nl'], 'Mo-Fr 08:30-16:30; Sa 09:00-12:00; PH off', 'a' || 1 + t % 5
    from generate_series(1, ${NETWORKS}) n, generate_series(1, ${TEAMS}) t;
  insert into guide.team_rule (network_id, service_id, age_from) select network_id, id, 16 from directory.service where network_id like 'bench-%';
  insert into guide.availability (network_id, service_id, as_of, state, places_free, stated_by)
    select network_id, id, now() - make_interval(days => d), 'open', 1 + d % 3, '00000000-0000-4000-8000-000000000001' from directory.service, generate_series(0, 9) d where network_id like 'bench-%';
  vacuum analyze directory.service, directory.area_territory, guide.availability, guide.team_rule`

const AT = 'place=FR-59350&urgency=week'
const PAGES = [
  { what: 'the first question', path: '/fr/guide' },
  { what: 'a municipality with a typing error, among 35,000', path: '/fr/guide?q=armantieres' },
  { what: 'a question', path: `/fr/guide/bench-7?${AT}` },
  { what: `the answer among ${TEAMS} teams`, path: `/fr/guide/bench-7?${AT}&need=crisis&age=18-25&language=fr&when=day` },
  { what: 'the answer in easy-to-read French', path: `/falc/guide/bench-7?${AT}&need=any&age=any&language=any&when=any` },
]

/** Pages of the guide a second for visitors, with several at once on one server process. */
export const guide: Bench = {
  name: 'guide',
  title: `The guide, with ${NETWORKS} networks of ${TEAMS} teams`,
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const dataFolder = join(folder, 'data')
    const server = await startServer(dataFolder, '--demo')
    const database = await openDatabase({ env: { MAILLAGE_DATA: dataFolder }, migrate: false })
    const owner = openPool({ address: database.ownerUrl, size: 1, statementTimeout: 60_000, onLost: () => undefined })
    try {
      for (const statement of FILL.split(';\n')) await owner.query(statement)
      const results: Result[] = []
      for (const { what, path } of PAGES) {
        say(what)
        const url = `${server.address}${path}`
        await autocannon({ url, connections: READERS, duration: 1 })
        const { requests, latency, non2xx } = await autocannon({ url, connections: READERS, duration: SECONDS })
        if (non2xx > 0) throw new Error(`${url}: ${non2xx} answers were not pages`)
        results.push({
          what,
          figure: `${requests.average.toFixed(0)} pages/s, median ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms`,
        })
      }
      return results
    } finally {
      await owner.end()
      await server.stop()
      await database.close()
      await remove()
    }
  },
}
