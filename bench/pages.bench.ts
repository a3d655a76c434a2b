import { join } from 'node:path'
import autocannon from 'autocannon'
import { type Bench, memoryOf, startServer, temporaryFolder } from './bench.ts'

const SECONDS = 8
const WATCHERS = 8

const PAGES = [
  { what: 'home', path: '/fr' },
  { what: 'directory: first page', path: '/fr/directory' },
  { what: 'directory: search with a typing error', path: '/fr/directory?q=pyrennees' },
  { what: 'account of a year (all chapters, charts and map)', path: '/fr/accounts/ccoms/2025' },
  { what: 'one figure of the account', path: '/fr/accounts/ccoms/2025/figures/qr.interviews:2025' },
]

/** Pages a second and the slowest of a hundred, with several readers at once on one server process; on loopback, bounded in time. */
export const pages: Bench = {
  name: 'pages',
  title: 'Pages',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const server = await startServer(join(folder, 'data'), '--demo')
    const results = []
    for (const { what, path } of PAGES) {
      say(what)
      const url = `${server.address}${path}`
      const answer = await fetch(url)
      if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`)
      await autocannon({ url, connections: WATCHERS, duration: 2 })
      const { requests, latency, non2xx } = await autocannon({ url, connections: WATCHERS, duration: SECONDS })
      if (non2xx > 0) throw new Error(`${url}: ${non2xx} answers were not pages`)
      results.push({
        what: `${what} (\`${path}\`)`,
        figure: `${requests.average.toFixed(0)} pages/s, median ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms`,
      })
    }
    const used = memoryOf(server.child.pid)
    await server.stop()
    await remove()
    return [...results, { what: 'memory of the server afterwards', figure: used === null ? 'unknown' : `${used.toFixed(0)} MB` }]
  },
}
