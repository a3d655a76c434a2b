import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { writeContact } from '#modules/care/episodes/episodes.commands.server.ts'
import { generateNetwork } from '#modules/care/generated/generate.server.ts'
import { acceptRequest, beginEpisode, takeCall } from '#modules/care/requests/requests.commands.server.ts'
import type { Actor } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { type Bench, perSecond, type Result, signIn, startServer, temporaryFolder } from './bench.ts'

const WORKER = 'equipe@demo.example'
const LOOKS = 120
const LOOPS = 60
/** Colleagues who write at the same moment, and for how long (seconds). */
const [WRITERS, WRITING] = [8, 6]
const COMMANDS_OF_LOOP = 4
const AIM = 'at most 1.5 times'
type Size = { people: number; networks: number }
const SIZES: readonly Size[] = [
  { people: 1000, networks: 1 },
  { people: 100_000, networks: 1 },
  { people: 100_000, networks: 20 },
]
// In the best trial 54.6 % wrote a plan for a crisis (domain facts 5.2): as many are to be found.
const PLANS = `insert into plans.crisis_plan (network_id, person_id, current_seq, for_duty, shown_to)
  select network_id, id, 1, true, '{duty}' from care.person where network_id like 'invente-%' and abs(hashtext(id::text)::bigint) % 1000 < 546 on conflict do nothing;
  analyze plans.crisis_plan`
// What the database does by itself in the minutes after so many rows were laid, on the two cores that are measured here.
const SETTLED = 'vacuum (analyze)'
const nameOf = ({ people, networks }: Size) =>
  `${people.toLocaleString('en')} people in ${networks === 1 ? '1 network' : `${networks} networks`}`

const p95 = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
const timesOf = async (count: number, work: () => Promise<unknown>): Promise<number[]> => {
  for (let at = 0; at < count / 6; at += 1) await work()
  const times: number[] = []
  for (let at = 0; at < count; at += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times
}

const story = { what: 'Invented.', hoped: '', safety: '', answer: '', askerName: '', askerReach: '' }
/** A call that is taken down, answered, begun and visited: four transactions, as four pages would make them. */
const loop = async ({ db }: Database, actor: Actor, network: string) => {
  const { id } = await asActor(db, actor, (scope) =>
    takeCall(scope, actor, network, 'crise-1', {
      from_kind: 'person',
      urgency: 'today',
      reason_kind: 'other',
      agreement: 'yes',
      story,
      person: {
        given_name: 'Ana',
        family_name: 'Inventée',
        birth_date: null,
        territory_id: null,
        language: null,
        needs_interpreter: false,
      },
      reach: { phone: '', email: '', address: '', how: '' },
    }),
  )
  await asActor(db, actor, (scope) => acceptRequest(scope, actor, network, id, 1))
  const { episode } = await asActor(db, actor, (scope) => beginEpisode(scope, actor, network, id, 2))
  const contact = {
    id: randomUUID(),
    at: new Date(),
    minutes: 45,
    mode: 'home',
    workers: [],
    who: [],
    missed: null,
    note: 'Invented.',
    next_on: null,
  } as const
  await asActor(db, actor, (scope) => writeContact(scope, actor, network, episode, { ...contact, workers: [], who: [] }))
}

type Measured = { times: Record<string, number>; writes: number }
const measured = async (size: Size, say: (line: string) => void): Promise<Measured> => {
  const { folder, remove } = await temporaryFolder()
  const server = await startServer(join(folder, 'data'), '--demo')
  const database = await openDatabase({ env: { ...process.env, MAILLAGE_DATA: join(folder, 'data') } })
  try {
    for (let at = 1; at <= size.networks; at += 1) {
      say(`${nameOf(size)}: network ${at}`)
      await generateNetwork(database.ownerUrl, `invente-${at}`, size.people / size.networks, at === 1 ? [WORKER] : [])
    }
    await withClient(database.ownerUrl, (owner) => owner.query(PLANS))
    const network = 'invente-1'
    const [found] = await withClient(
      database.ownerUrl,
      async (owner) =>
        (
          await owner.query<{ worker: string; person: string; family: string; given: string }>(
            `select w.person_id as worker, p.id as person, p.family_name as family, p.given_name as given from care.worker w join care.episode e on e.team = w.team and e.left_on is null
               join care.person p on p.network_id = e.network_id and p.id = e.person_id where w.network_id = $1 and w.service_id = 'crise-1' order by p.id limit 1`,
            [network],
          )
        ).rows,
    )
    if (found === undefined) throw new Error('the first crisis team follows nobody')
    const cookie = await signIn(server.address, WORKER)
    const page = (path: string) => async () => {
      const response = await fetch(`${server.address}/fr${path}`, { headers: { cookie } })
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${path} answers ${response.status}`)
    }
    const actor: Actor = { personId: found.worker, name: '', roles: { [network]: ['worker'] } }
    await withClient(database.ownerUrl, (owner) => owner.query(SETTLED))
    say(`${nameOf(size)}: measuring`)
    const times = {
      'board of a crisis team': p95(await timesOf(LOOKS, page(`/care/${network}/teams/crise-1`))),
      'page of a person': p95(await timesOf(LOOKS, page(`/care/${network}/people/${found.person}`))),
      'search by name with an error': p95(
        await timesOf(LOOKS, page(`/care/${network}/teams/crise-1?q=${encodeURIComponent(found.family.replace('e', ''))}`)),
      ),
      'a crisis plan found on duty, by a name with an error': p95(
        await timesOf(LOOKS, page(`/crisis/${network}?q=${encodeURIComponent(`${found.family.replace('e', '')} ${found.given}`)}`)),
      ),
      'call, answer, beginning and visit (commands)': p95(await timesOf(LOOPS, () => loop(database, actor, network))),
    }
    say(`${nameOf(size)}: writing`)
    return { times, writes: COMMANDS_OF_LOOP * (await perSecond(WRITERS, WRITING, () => loop(database, actor, network))) }
  } finally {
    await database.close()
    await server.stop()
    await remove()
  }
}

/** What a team does all day, at two sizes: 95 of 100 are at least as quick. One reader at a time, on loopback, bounded in number. */
export const care: Bench = {
  name: 'care',
  title: 'Care',
  run: async (say) => {
    const results: Result[] = []
    const all: Measured[] = []
    for (const size of SIZES) all.push(await measured(size, say))
    const [small = { times: {}, writes: 1 }] = all
    for (const [what, least] of Object.entries(small.times))
      results.push({
        what: `${what}, p95`,
        figure: SIZES.map((size, at) => {
          const time = all[at]?.times[what] ?? 0
          return `${time.toFixed(0)} ms with ${nameOf(size)}${at === 0 ? '' : ` (${(time / least).toFixed(2)} times)`}`
        }).join('; '),
        aim: AIM,
      })
    results.push({
      what: `commands of that loop in a second, of ${WRITERS} who write at once in one team`,
      figure: SIZES.map((size, at) => {
        const writes = all[at]?.writes ?? 0
        return `${writes.toFixed(0)} with ${nameOf(size)}${at === 0 ? '' : ` (${(writes / small.writes).toFixed(2)} times)`}`
      }).join('; '),
      aim: 'at least 0.67 times',
    })
    return results
  },
}
