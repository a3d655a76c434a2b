import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { addresses, PROJECT, ROOT } from './cluster.mjs'

const PORT = Number(process.env.HA_PORT ?? 7400) + 19
const node = [process.env.MAILLAGE_NODE, join(PROJECT, 'node_modules', 'node', 'bin', 'node')].find((file) => file && existsSync(file))

/** Whether the application goes to the leader by HAProxy alone, as its owner does. */
export const isDirect = process.argv.includes('--without-pgbouncer')

const addressesOfTrial = () => {
  const { DATABASE_URL, DATABASE_APP_URL } = addresses()
  return {
    DATABASE_URL,
    DATABASE_APP_URL: isDirect ? DATABASE_APP_URL.replace(/:\d+\//, /:\d+\//.exec(DATABASE_URL)[0]) : DATABASE_APP_URL,
  }
}

const settings = () => ({
  ...process.env,
  ...addressesOfTrial(),
  MAILLAGE_DATA: join(ROOT, 'maillage'),
  MAILLAGE_LOG: 'warn',
  // One person does here what hundreds do: the limits are not what is tried.
  MAILLAGE_LIMIT_WRITES_BY_ACCOUNT: 'off',
  MAILLAGE_LIMIT_WRITES_BY_ADDRESS: 'off',
})
const command = (...args) => [node ?? process.execPath, ['--enable-source-maps', join(PROJECT, 'scripts', 'main.mjs'), ...args]]

/** The built Maillage with the demonstration: it migrates straight to the leader and serves through PgBouncer. */
export const startServer = async () => {
  if (!existsSync(join(PROJECT, 'build', 'server', 'index.js'))) throw new Error('build Maillage first: npx maillage --help does')
  mkdirSync(join(ROOT, 'maillage'), { recursive: true })
  const child = spawn(...command('start', '--demo', '--port', String(PORT)), { env: settings(), stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const address = await new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk
      const [, listens] = /listens on (http:\/\/\S+)/.exec(said) ?? []
      if (listens !== undefined) resolve(listens)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
  return {
    address,
    pid: child.pid,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.kill('SIGTERM')
      }),
  }
}

/** `maillage audit verify`: the chain of every network, recomputed. @returns its last lines */
export const verifyAudit = () => {
  const { status, stdout, stderr } = spawnSync(...command('audit', 'verify'), { env: settings(), encoding: 'utf8' })
  if (status !== 0) throw new Error(`the trail does not hold:\n${stdout}${stderr}`)
  return stdout.trim()
}

/** A question to the node that leads, as the owner, who sees every row. */
export const ask = async (text, values = []) => {
  const client = new pg.Client({ connectionString: addresses().DATABASE_URL, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
