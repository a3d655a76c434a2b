// What the tests of this folder share: folders that vanish, a server, and other processes of Maillage.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject, vi } from 'vitest'
import { projectRoot } from '../root.server.ts'
import { startEmbedded } from './embedded.server.ts'
import { canReach, isRoot } from './run-as.server.ts'

/** An empty folder, open to the user who runs PostgreSQL, and how to remove it. */
export const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-test-'))
  chmodSync(folder, 0o755)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }) }
}

/** The owner's address of a server for tests, which make databases of their own on it: that of the whole run, else one just for these tests. */
export const testServer = async (): Promise<{ ownerUrl: string; stop(): Promise<void> }> => {
  const given: string | undefined = inject('ownerUrl') ?? process.env.DATABASE_URL
  if (given !== undefined && given !== '') return { ownerUrl: given, stop: async () => undefined }
  const { folder, remove } = temporaryFolder()
  const server = await startEmbedded({ dataDir: join(folder, 'data') })
  const stop = async () => {
    await server.stop()
    remove()
  }
  return { ownerUrl: server.ownerUrl, stop }
}

/** A project that holds nothing but these migrations, such as `{ 'src/a/migrations/0001-a.sql': 'create …' }`. */
export const projectOf = (files: Record<string, string>) => {
  const { folder, remove } = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeInto(join(folder, name), text)
  return { root: folder, remove, write: (name: string, text: string) => writeInto(join(folder, name), text) }
}
const writeInto = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Another process of Maillage on this data folder. */
export type Other = {
  child: ChildProcess
  said: string[]
  heard(start: string): Promise<string>
  end(signal: NodeJS.Signals): Promise<void>
}

/** Runs a script of this folder in a Node of its own; it speaks in lines on standard output. */
export const otherProcess = (script: string, args: string[], as: { uid?: number; gid?: number } = {}): Other => {
  const child = spawn(process.execPath, [join(projectRoot(), 'src/platform/database', script), ...args], {
    ...as,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  const heard = async (start: string) => {
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(5)) {
      const line = said.find((text) => text.startsWith(start))
      if (line !== undefined) return line.slice(start.length).trim()
      if (child.exitCode !== null || child.signalCode !== null) break
    }
    throw new Error(`the other process did not say "${start}": ${said.join(' / ')}`)
  }
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit')
    if (child.kill(signal)) await ended
  }
  return { child, said, heard, end }
}

/** The user with the fewest rights, when we are root and he can read this project. */
export const nobodyWhoReads = () => {
  if (!isRoot()) return undefined
  const [uid = 0, gid = 0] = ['-u', '-g'].map((what) => Number(spawnSync('id', [what, 'nobody']).stdout))
  return canReach({ uid, gid, name: 'nobody' }, process.execPath, import.meta.filename) ? { uid, gid } : undefined
}

/** A process that has ended and that nobody collects as long as its parent lives. It ends when its parent is no shell any more, which would. */
export const zombieOf = async (as: { uid?: number; gid?: number }) => {
  const stdio = ['pipe', 'pipe', 'inherit'] as const
  const parent = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 60'], { ...as, stdio: [...stdio] })
  const zombie = String((await once(parent.stdout, 'data'))[0]).trim()
  const isNow = (pid: unknown, what: string, word: string) =>
    vi.waitUntil(() => spawnSync('ps', ['-o', `${what}=`, '-p', `${pid}`], { encoding: 'utf8' }).stdout.includes(word), 10_000)
  await isNow(parent.pid, 'comm', 'sleep')
  parent.stdin.end()
  await isNow(zombie, 'state', 'Z')
  return { zombie, parent }
}
