import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { setting } from '../settings/index.server.ts'
import { withClient } from './client.server.ts'
import { type Other, otherProcess, temporaryFolder } from './database.test-support.ts'
import { startEmbedded } from './embedded.server.ts'

// A few in every run; MAILLAGE_KILLS=60 for a long one. SIGKILL ends processes, not the machine: what a power cut would lose is
// PostgreSQL's own promise (fsync on, checked in embedded.test.ts).
const KILLS = setting('MAILLAGE_KILLS')
const MODES = ['node', 'postmaster', 'all'] as const

const place = temporaryFolder()
const dataDir = join(place.folder, 'data')
let writer: Other | undefined
afterAll(async () => {
  await writer?.end('SIGKILL')
  await (await startEmbedded({ dataDir })).stop()
  place.remove()
})

const acknowledged = (other: Other) => other.said.filter((line) => line.startsWith('wrote ')).map((line) => line.slice('wrote '.length))
const postmaster = () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const childrenOf = (pid: number) =>
  spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child ?? 0)
const kill = (...pids: number[]) => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
}

/** Waits until a process has had so many more writes acknowledged, then a moment that is different each time. */
const writing = async (other: Other, more: number) => {
  const goal = acknowledged(other).length + more
  for (let i = 0; acknowledged(other).length < goal; i += 1) {
    if (i > 4000 || other.child.exitCode !== null)
      throw new Error(`no writes any more: ${other.said.filter((line) => !line.startsWith('wrote')).join(' / ')}`)
    await sleep(5)
  }
  await sleep(Math.random() * 120)
}

const strike = async (mode: (typeof MODES)[number], other: Other) => {
  const pid = postmaster()
  if (mode === 'postmaster') return kill(pid)
  const everything = mode === 'all' ? [pid, ...childrenOf(pid)] : []
  kill(other.child.pid ?? 0, ...everything)
  await other.end('SIGKILL')
}

/** A killed postmaster's last workers still acknowledge for a moment: whoever asks then may find the new one starting up. */
const whenUp = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const isStarting = error instanceof Error && 'code' in error && ['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(String(error.code))
      if (!isStarting || tries > 200) throw error
      await sleep(50)
    }
  }
}

const lostOf = (ownerUrl: string, ids: string[]) =>
  withClient(ownerUrl, async (client) => {
    const lost = await client.query<{ id: string }>(
      "select x.id from unnest($1::text[]) x(id) where not exists (select from directory.organisation o where o.network_id = 'kills' and o.id = x.id)",
      [ids],
    )
    const halves = await client.query<{ id: string }>(
      'select coalesce(o.id, a.target) as id from directory.organisation o full join platform.audit a on a.target = o.id and a.network_id = o.network_id where o.id is null or a.target is null',
    )
    return { lost: lost.rows.map(({ id }) => id), halves: halves.rows.map(({ id }) => id) }
  })

it(`every acknowledged write is there, and none by half, after ${KILLS} kills of Node, of PostgreSQL and of both`, {
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  const all: string[] = []
  let ownerUrl = ''
  for (let round = 0; round < KILLS; round += 1) {
    const mode = MODES[round % MODES.length] ?? 'all'
    if (writer === undefined) {
      writer = otherProcess('write.test-support.ts', [dataDir, String(round)])
      ownerUrl = await writer.heard('ready')
    }
    await writing(writer, 40)
    await strike(mode, writer)
    if (mode === 'postmaster')
      await writing(writer, 40) // the same Node goes on by itself
    else {
      all.push(...acknowledged(writer))
      writer = otherProcess('write.test-support.ts', [dataDir, `${round}-after`])
      ownerUrl = await writer.heard('ready')
    }
    const written = writer
    const { lost, halves } = await whenUp(() => lostOf(ownerUrl, [...all, ...acknowledged(written)]))
    expect({ round, mode, lost, halves }).toEqual({ round, mode, lost: [], halves: [] })
  }
  expect(all.length).toBeGreaterThan(40)
})
