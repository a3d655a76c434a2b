// Kills what leads while people write, and counts. See docs/high-availability.md.
//   deploy/patroni/run.sh up
//   node_modules/.bin/node deploy/patroni/failover.mjs crash:7 machine:3 freeze:3 switchover:5 postgres:3 standby:3 silent:3 strict:1 --name=all
// --name: the file in results/ that it writes. --without-pgbouncer: the application, too, goes to the leader by HAProxy alone.
import { sleep, until, wholeCluster } from './failover/cluster.mjs'
import { longestGap, signIn, startLoad } from './failover/load.mjs'
import { lineOf, rowOf, tally, writeResults } from './failover/report.mjs'
import { SCENARIOS } from './failover/scenarios.mjs'
import { ask, startServer, verifyAudit } from './failover/server.mjs'

const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1]

/** What the leader has of these attempts: acknowledged and there, acknowledged and not there, and there without having been acknowledged. */
const compare = async (attempts) => {
  const titles = attempts.map(({ title }) => title)
  const rows = await ask(
    `select id, title ->> 'fr' as title from journal.activity where network_id = 'ccoms' and title ->> 'fr' = any ($1)`,
    [titles],
  )
  const there = new Map(rows.map(({ id, title }) => [title, id]))
  const acknowledged = attempts.filter(({ id }) => id !== undefined)
  const ids = acknowledged.map(({ id }) => id)
  const [{ traced }] = await ask(
    `select count(distinct target)::int as traced from platform.audit where network_id = 'ccoms' and action = 'journal.recordActivity' and target = any ($1)`,
    [ids],
  )
  return {
    acknowledged: ids.length,
    lost: acknowledged.filter(({ id, title }) => there.get(title) !== id).length,
    untraced: ids.length - traced,
    twice: rows.length - there.size,
    unsaid: attempts.filter(({ id, title }) => id === undefined && there.has(title)).length,
  }
}

// The queue notes each look at itself: it is at work again when it has done so since.
const jobsAgain = (moment) =>
  until('a sign of life of the queue', async () => {
    const [row] = await ask('select max(monitor_on) > $1 as alive from jobs.queue', [moment])
    return row?.alive
  })

const once = async (name, turn, server, cookie) => {
  const leader = await wholeCluster()
  const load = startLoad(server.address, cookie, `${name} ${turn} ${process.pid}`)
  try {
    await sleep(4000 + Math.random() * 5000) // at any moment of Patroni's round
    const from = performance.now()
    const end = await SCENARIOS[name].act(leader, load)
    await jobsAgain(new Date())
    await load.stop()
    const { attempts } = load
    const refused = attempts.filter(({ id }) => id === undefined)
    const counts = await compare(attempts)
    const gap = longestGap(attempts, end.from ?? from, performance.now())
    const longest = Math.max(...attempts.map(({ sent, ended }) => ended - sent)) / 1000
    if (!server.isAlive()) throw new Error('the server of Maillage ended')
    return { ...counts, ...end, gap, longest, leader, refused: tally(refused.map(({ status }) => status)), attempts }
  } finally {
    await load.stop()
  }
}

const main = async (wanted) => {
  const server = await startServer()
  const [rows, lines, all] = [[], [], []]
  const tell = (line) => {
    lines.push(line)
    process.stdout.write(`${line}\n`)
  }
  try {
    const cookie = await signIn(server.address)
    for (const [name, times] of wanted) {
      const runs = []
      for (let turn = 1; turn <= times; turn += 1) {
        const result = await once(name, turn, server, cookie)
        runs.push(result)
        tell(lineOf(name, turn, result))
      }
      all.push(...runs.flatMap(({ attempts }) => attempts))
      rows.push(rowOf(name, runs))
    }
    const { acknowledged, lost, twice, untraced } = await compare(all)
    tell(`at the end: ${acknowledged} acknowledged, ${lost} lost, ${twice} twice, ${untraced} without a line in the audit trail`)
    tell('one process of Maillage served from start to end')
    tell(`maillage audit verify: ${verifyAudit().split('\n').join('; ')}`)
    if (lost + twice + untraced > 0) process.exitCode = 1
  } finally {
    await server.stop()
  }
  writeResults(option('name') ?? 'last', rows, lines)
}

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const wanted = (words.length > 0 ? words : ['crash:1']).map((word) => {
  const [name = '', times = '1'] = word.split(':')
  if (!(name in SCENARIOS)) throw new Error(`there is no ${name}: choose among ${Object.keys(SCENARIOS).join(', ')}`)
  return [name, Number(times)]
})
await main(wanted)
