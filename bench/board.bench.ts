import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { withClient } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { type Bench, type Result, type Server, spread, startServer, temporaryFolder } from './bench.ts'

const [NETWORK, TEAM] = ['ccoms', 'demo-crise']
const SIZES = [1, 50, 200]
const CHANGES = 30
const TICKS_A_SECOND = 100 // of /proc/PID/stat on Linux

/** So many who work in the crisis team of the demonstration, each with a session: their cookies. */
const addWatchers = async (owner: pg.Client, count: number): Promise<string[]> => {
  const cookies: string[] = []
  for (let at = 0; at < count; at += 1) {
    const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
    await owner.query('insert into identity.person (id, name) values ($1, $2)', [id, `Veille ${at}`])
    await owner.query(`insert into identity.role (network_id, person_id, role, valid_from) values ($1, $2, 'worker', current_date - 1)`, [
      NETWORK,
      id,
    ])
    await owner.query(
      `insert into care.worker (network_id, service_id, person_id, profession, valid_from) values ($1, $2, $3, 'nurse', current_date - 1)`,
      [NETWORK, TEAM, id],
    )
    await owner.query(
      `insert into identity.session (token_hash, person_id, step, is_strong, expires_at) values ($1, $2, 'open', true, now() + interval '1 hour')`,
      [createHash('sha256').update(token).digest(), id],
    )
    cookies.push(`session=${token}`)
  }
  return cookies
}

/** One line, kept open; `heard` is when its last word with news came. */
const watch = async (address: string, cookie: string) => {
  const over = new AbortController()
  const response = await fetch(`${address}/fr/boards/${NETWORK}/${TEAM}/live`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: over.signal,
  })
  if (response.status !== 200 || response.body === null) throw new Error(`the live line answers ${response.status}`)
  const line = { heard: 0, bytes: 0, end: () => over.abort() }
  const listen = async (body: ReadableStream<Uint8Array>) => {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      line.bytes += chunk.length
      if (Buffer.from(chunk).includes('event: part') || Buffer.from(chunk).includes('event: whole')) line.heard = performance.now()
    }
  }
  void listen(response.body).catch(() => undefined)
  return line
}
type Line = Awaited<ReturnType<typeof watch>>

/** Seconds of processor that a process has used; null where there is no /proc. */
const processorOf = ({ child }: Server): number | null => {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return null
  }
}

const until = async (holds: () => boolean) => {
  const end = performance.now() + 30_000
  while (!holds()) {
    if (performance.now() > end) throw new Error('not all who watch have heard of it')
    await sleep(1)
  }
}
/** Milliseconds from the commit of a change to the last of those who watch. */
const change = async (owner: pg.Client, lines: readonly Line[], visit: string): Promise<number> => {
  const before = performance.now()
  await owner.query(`update boards.visit set ends_at = ends_at + interval '1 second' where id = $1`, [visit])
  const committed = performance.now()
  await until(() => lines.every(({ heard }) => heard > before))
  return Math.max(...lines.map(({ heard }) => heard)) - committed
}

const measured = async (server: Server, owner: pg.Client, cookies: readonly string[], visit: string): Promise<Result[]> => {
  const lines = await Promise.all(cookies.map((cookie) => watch(server.address, cookie)))
  await until(() => lines.every(({ heard }) => heard > 0))
  await sleep(500)
  const [used, bytes] = [processorOf(server), lines[0]?.bytes ?? 0]
  const times: number[] = []
  for (let at = 0; at < CHANGES; at += 1) {
    times.push(await change(owner, lines, visit))
    await sleep(200)
  }
  const after = processorOf(server)
  const each = ((lines[0]?.bytes ?? 0) - bytes) / CHANGES
  for (const line of lines) line.end()
  const who = `${cookies.length} watching`
  const cost = used === null || after === null ? 'unknown' : `${(((after - used) * 1000) / CHANGES).toFixed(1)} ms`
  return [
    {
      what: `${who}: from the commit to the last of them (120 ms of it wait for further changes)`,
      figure: spread(times, 'ms'),
      aim: 'under 1 s',
    },
    { what: `${who}: processor of the server for one change`, figure: cost },
    { what: `${who}: sent to each for one change`, figure: `${Math.round(each)} bytes` },
  ]
}

/** The live board of a team with 1, 50 and 200 who watch it, on one server process. */
export const board: Bench = {
  name: 'board',
  title: 'Live board',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const data = join(folder, 'data')
    const server = await startServer(data, '--demo')
    try {
      const database = await openDatabase({ env: { MAILLAGE_DATA: data }, migrate: false })
      try {
        return await withClient(database.ownerUrl, async (owner) => {
          const { rows } = await owner.query<{ id: string }>(
            `select id from boards.visit where network_id = $1 and service_id = $2 and state = 'planned' order by starts_at limit 1`,
            [NETWORK, TEAM],
          )
          const cookies = await addWatchers(owner, Math.max(...SIZES))
          const results: Result[] = []
          for (const size of SIZES) {
            say(`${size} watching`)
            results.push(...(await measured(server, owner, cookies.slice(0, size), rows[0]?.id ?? '')))
          }
          return results
        })
      } finally {
        await database.close()
      }
    } finally {
      await server.stop()
      await remove()
    }
  },
}
