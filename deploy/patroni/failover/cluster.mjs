import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:https'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(dirname(fileURLToPath(import.meta.url)))
export const PROJECT = dirname(dirname(HERE))
export const ROOT = process.env.HA_FOLDER ?? '/tmp/patroni-maillage'
const BASE = Number(process.env.HA_PORT ?? 7400)

export const run = (...args) => execFileSync(join(HERE, 'run.sh'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

/** The two addresses of `run.sh addresses`, as Maillage takes them. */
export const addresses = () =>
  Object.fromEntries([...run('addresses').matchAll(/^(\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]))

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Looks ten times a second. @returns what was found; @throws after so many seconds */
export const until = async (what, look, seconds = 120) => {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error(`after ${seconds} s: ${what} did not come about`)
    await sleep(100)
  }
}

// What Patroni answers to HAProxy: 200 to /primary on the leader, to /sync on the standby that has everything.
const says = (node, path) =>
  new Promise((resolve) => {
    const ca = readFileSync(join(ROOT, 'tls', 'ca.crt'))
    const port = BASE + 4 + Number(node.slice(-1))
    const asked = request({ host: 'localhost', port, path, method: 'OPTIONS', ca, timeout: 1000, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
    asked.end()
  })
export const leads = (node) => says(node, '/primary')
export const isInStep = (node) => says(node, '/sync')
export const other = (node) => (node === 'db1' ? 'db2' : 'db1')

/** Which node leads, with the other one in step. */
export const wholeCluster = () =>
  until('a leader with a standby in step', async () => {
    for (const node of ['db1', 'db2']) if ((await leads(node)) && (await isInStep(other(node)))) return node
  })

const pidOf = (name) => Number(readFileSync(join(ROOT, 'pids', name), 'utf8'))
const postmasterOf = (node) => {
  const file = join(ROOT, node, 'postgres', 'postmaster.pid')
  return existsSync(file) ? [Number(readFileSync(file, 'utf8').split('\n')[0])] : []
}

// The fourth field of /proc/PID/stat, after the name in brackets, is the parent.
const parentOf = (pid) => {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return 0
  }
}
const childrenOf = (pid) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)

const PARTS = {
  postgres: (node) => postmasterOf(node).flatMap((pid) => [pid, ...childrenOf(pid)]),
  patroni: (node) => [pidOf(node)],
  etcd: (node) => [pidOf(`etcd${node.slice(-1)}`)],
}

/** Sends a signal to every process of these parts of a node, all within a few milliseconds. @returns those processes */
export const signal = (name, node, parts) => {
  const pids = parts.flatMap((part) => PARTS[part](node))
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  return pids
}

export const startAgain = (node, { withEtcd }) => {
  if (withEtcd) run('start', `etcd${node.slice(-1)}`)
  run('start', node)
}

const logOf = (node) => join(ROOT, 'logs', node)
/** How long the log of a node is now, to read later what came after. */
export const mark = (node) => statSync(logOf(node)).size
/** How a node came back, from what its Patroni wrote since the mark. */
export const wayBack = (node, since) => {
  const said = readFileSync(logOf(node)).subarray(since).toString()
  if (/running pg_rewind/.test(said)) return 'pg_rewind'
  return /bootstrap from leader|replica has been created/.test(said) ? 'copied anew' : 'followed'
}
