import { join } from 'node:path'
import { generateNetwork } from '#modules/care/generated/generate.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { type Bench, median, type Result, signIn, startServer, temporaryFolder } from './bench.ts'

const COORDINATOR = 'programmes@demo.example'
const WORKER = 'equipe@demo.example'
const LOOKS = 60
const COUNTS = 5
const AIM = 'at most 1.5 times'
type Size = { people: number; networks: number }
const SIZES: readonly Size[] = [
  { people: 1000, networks: 1 },
  { people: 100_000, networks: 1 },
  { people: 100_000, networks: 20 },
]
// What the database does by itself in the minutes after so many rows were laid, on the two cores that are measured here.
const SETTLED = 'vacuum (analyze)'
const nameOf = ({ people, networks }: Size) =>
  `${people.toLocaleString('en')} people in ${networks === 1 ? '1 network' : `${networks} networks`}`
const p95 = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0

type Times = { look: number; count: number; first: number }
const measured = async (size: Size, say: (line: string) => void): Promise<Times> => {
  const { folder, remove } = await temporaryFolder()
  const server = await startServer(join(folder, 'data'), '--demo')
  const database = await openDatabase({ env: { ...process.env, MAILLAGE_DATA: join(folder, 'data') } })
  try {
    for (let at = 1; at <= size.networks; at += 1) {
      say(`${nameOf(size)}: network ${at}`)
      await generateNetwork(database.ownerUrl, `invente-${at}`, size.people / size.networks, at === 1 ? [WORKER] : [])
    }
    await withClient(database.ownerUrl, (owner) =>
      owner.query(
        `insert into identity.role (network_id, person_id, role) select 'invente-1', id, 'coordinator' from identity.person where email = $1`,
        [COORDINATOR],
      ),
    )
    const cookie = await signIn(server.address, COORDINATOR)
    const year = new Date().getFullYear()
    const look = async () => {
      const started = performance.now()
      const response = await fetch(`${server.address}/fr/overview/invente-1?period=${year}`, { headers: { cookie } })
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`the counts answer ${response.status}`)
      return performance.now() - started
    }
    const forget = () => withClient(database.ownerUrl, (owner) => owner.query(`update overview.count_run set at = at - interval '2 hours'`))
    await withClient(database.ownerUrl, (owner) => owner.query(SETTLED))
    say(`${nameOf(size)}: measuring`)
    const counts: number[] = []
    for (let at = 0; at < COUNTS; at += 1) {
      await forget()
      counts.push(await look())
    }
    const looks: number[] = []
    for (let at = 0; at < LOOKS; at += 1) looks.push(await look())
    return { look: p95(looks), count: median(counts), first: Math.max(...counts) }
  } finally {
    await database.close()
    await server.stop()
    await remove()
  }
}

/** The dashboard of a coordinator at two sizes: as it is kept, and in the hour in which it is counted anew. One reader at a time. */
export const overview: Bench = {
  name: 'overview',
  title: 'Overview',
  run: async (say) => {
    const all: Times[] = []
    for (const size of SIZES) all.push(await measured(size, say))
    const [small = { look: 1, count: 1, first: 1 }] = all
    const figure = (what: keyof Times) =>
      SIZES.map((size, at) => {
        const time = all[at]?.[what] ?? 0
        return `${time.toFixed(0)} ms with ${nameOf(size)}${at === 0 ? '' : ` (${(time / small[what]).toFixed(2)} times)`}`
      }).join('; ')
    return [
      { what: 'counts of a network, p95', figure: figure('look'), aim: AIM },
      { what: 'the same, counted anew (once an hour)', figure: figure('count'), aim: 'not worse than linear' },
      // Of rows that nobody has read since they were written PostgreSQL notes first that they hold.
      { what: 'the same, the slowest of 5: just after so many people were laid', figure: figure('first') },
    ] satisfies Result[]
  },
}
