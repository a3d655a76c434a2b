import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '#modules/identity/demonstration.ts'

/** One line of the results: what was measured, its figure, and what it is compared with. */
export type Result = { what: string; figure: string; aim?: string }
export type Bench = { name: string; title: string; run: (say: (line: string) => void) => Promise<Result[]> }

/** The middle of several measurements: machines are noisy, one measurement says little. */
export const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
export const spread = (values: readonly number[], unit: string) =>
  `${median(values).toFixed(2)} ${unit} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}, n = ${values.length})`

/** Milliseconds that a piece of work takes, several times after one run that does not count. */
export const timesOf = async (runs: number, work: () => Promise<unknown>): Promise<number[]> => {
  await work()
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times
}

export const temporaryFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-bench-'))
  // PostgreSQL runs as another user when we are root: that one must be able to enter.
  await chmod(folder, 0o711)
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

// What is measured is the program, not how long it makes one address wait.
const WITHOUT_LIMITS = Object.fromEntries(
  ['SIGN_IN_BY_ADDRESS', 'WRITES_BY_ACCOUNT', 'WRITES_BY_ADDRESS', 'EXPORTS_BY_ACCOUNT', 'EXPORTS_BY_ADDRESS'].map((limit) => [
    `MAILLAGE_LIMIT_${limit}`,
    'off',
  ]),
)

const MAIN = ['--enable-source-maps', 'scripts/main.mjs']

export type Server = { address: string; child: ChildProcess; startMs: number; stop: () => Promise<void> }

/** The built program on a free port; `startMs` until it listens. */
export const startServer = (dataFolder: string, ...options: string[]): Promise<Server> => {
  const started = performance.now()
  const env = { ...process.env, ...WITHOUT_LIMITS, MAILLAGE_DATA: dataFolder, MAILLAGE_LOG: 'error' }
  const child = spawn(process.execPath, [...MAIN, 'start', '--port', '0', ...options], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const address = /listens on (http:\/\/\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve({ address, child, startMs: performance.now() - started, stop })
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)))
  })
}

/** Signs in with a form, as a browser does. @returns the cookie; @throws when the person is not let in */
export const signIn = async (address: string, email = DEMONSTRATION_PEOPLE[0]?.email ?? '', password = DEMONSTRATION_PASSWORD) => {
  const response = await fetch(`${address}/fr/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address },
    body: new URLSearchParams({ email, password }),
  })
  await response.arrayBuffer()
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (response.status !== 302 || cookie === undefined) throw new Error(`signing in answers ${response.status}`)
  return cookie
}

/** How often a second several at once do a piece of work, for so many seconds after a while that does not count. */
export const perSecond = async (workers: number, seconds: number, work: (worker: number) => Promise<unknown>): Promise<number> => {
  const rounds = async (forSeconds: number) => {
    const started = performance.now()
    let done = 0
    const keepOn = async (worker: number) => {
      for (; performance.now() - started < forSeconds * 1000; done++) await work(worker)
    }
    await Promise.all(Array.from({ length: workers }, (_, worker) => keepOn(worker)))
    return done / ((performance.now() - started) / 1000)
  }
  await rounds(seconds / 4)
  return rounds(seconds)
}

/** One command of the built program, waited for. @throws when its exit code is not 0 */
export const command = (dataFolder: string, ...args: string[]) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [...MAIN, ...args], {
      env: { ...process.env, MAILLAGE_DATA: dataFolder },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`))))
  })

/** Resident memory of a process in megabytes (Linux; elsewhere unknown). */
export const memoryOf = (pid: number | undefined): number | null => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return null
  }
}

export const machine = () =>
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`
