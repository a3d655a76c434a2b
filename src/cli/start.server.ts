import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Command, InvalidArgumentError } from 'commander'
import type { ServerBuild } from 'react-router'
import { loadMissingTerritories } from '#modules/directory/territories-of-countries.server.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '#modules/identity/demonstration.ts'
import { firstLink } from '#modules/identity/invitations/first.commands.server.ts'
import { actorOf, sessionOf } from '#modules/identity/session.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { assertMasters, purposeKey } from '#platform/keys/index.server.ts'
import { negotiate, segmentOf } from '#platform/languages/locales.ts'
import { limitsIn } from '#platform/limits/limits.server.ts'
import { openLive } from '#platform/live/index.server.ts'
import { readFigures } from '#platform/metrics/figures.server.ts'
import { createMetrics } from '#platform/metrics/metrics.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { createApp } from '#platform/server/app.server.ts'
import { log } from '#platform/server/log.server.ts'
import { advice, setting } from '#platform/settings/index.server.ts'
import { isDemonstrationLoaded, loadDemonstration } from '../demonstration.server.ts'
import { openWork } from '../work.server.ts'

const portOf = (text: string) => {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port is a whole number from 0 to 65535')
  return port
}

export const startCommand = () =>
  new Command('start')
    .description('Starts the server on its embedded database, or on the one that DATABASE_URL names.')
    .option('--demo', 'load the demonstration into an empty database')
    .option('--host <host>', 'the address to listen on, instead of MAILLAGE_HOST')
    .option('--port <port>', 'the port to listen on, instead of MAILLAGE_PORT', portOf)
    .action(start)

type StartOptions = { demo?: boolean; host?: string; port?: number }

const start = async ({ demo, host = setting('MAILLAGE_HOST'), port = setting('MAILLAGE_PORT') }: StartOptions) => {
  const database = await openDatabase({ serve: true, progress: say })
  let live: ReturnType<typeof openLive> | undefined
  try {
    // After the database, which looks for an empty folder when it is made.
    await assertMasters(database.ownerUrl)
    if (demo === true) await loadDemonstration(database, say)
    // A database from before a country's municipalities came with the program gets them; they are looked for once and found in no time.
    await asActor(database.db, OPERATOR, loadMissingTerritories)
    const isDemonstration = await isDemonstrationLoaded(database.db)
    const build: ServerBuild = await import('virtual:react-router/server-build')
    live = openLive(database.directUrl)
    const app = createApp({
      db: database.db,
      build,
      log,
      isDemonstration,
      sessionOf,
      actorOf,
      clientDirectory: join(projectRoot(), 'build', 'client'),
      isDevelopment: setting('MAILLAGE_DEV'),
      trustedProxies: setting('MAILLAGE_TRUSTED_PROXIES'),
      limits: limitsIn(),
      limitKey: purposeKey('limits'),
      metrics: metricsOf(database),
      live,
    })
    const server = await listening(app.fetch, host, port)
    const address = server.address()
    const reached = `http://${host}:${typeof address === 'object' ? address?.port : port}`
    const work = await openWork(database, reached)
    say(`\nMaillage listens on ${reached}`)
    for (const line of advice()) say(`Look at this: ${line}.`)
    if (isDemonstration) sayWhoSignsIn()
    else await sayWhoBegins(database, reached)
    await stopSignal()
    say('Stopping: requests under way are finished first.')
    await live.stop()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      setTimeout(resolve, 10_000).unref()
    })
    await work.stop()
  } finally {
    await live?.stop()
    await database.close()
  }
}

const metricsOf = ({ pool, db }: Database) => {
  const token = setting('MAILLAGE_METRICS_TOKEN')
  return token === undefined ? null : { token, of: createMetrics(pool, () => readFigures(db)) }
}

// The server speaks on standard output: this is its whole interface to the person who starts it.
const say = (line: string) => void process.stdout.write(`${line}\n`)

const sayWhoSignsIn = () => {
  say(`\nThis is the demonstration. To sign in, with the password ${DEMONSTRATION_PASSWORD}:`)
  for (const { email, name, role } of DEMONSTRATION_PEOPLE) say(`  ${email.padEnd(32)} ${name}, ${role.replaceAll('_', ' ')}`)
  say('Stop with Ctrl+C.')
}

// As long as nobody administers anything: whoever can read this may begin. Each start ends the link of the one before.
const sayWhoBegins = async ({ db }: Database, reached: string) => {
  const path = await firstLink(db)
  if (path === null) return
  const language = segmentOf(negotiate(process.env.LANG?.slice(0, 2) ?? null))
  say(
    `\nNobody administers this Maillage yet. Begin here; the link works once, for 24 hours, until the next start:\n  ${setting('MAILLAGE_URL') ?? reached}/${language}${path}`,
  )
}

const listening = (fetch: Parameters<typeof serve>[0]['fetch'], hostname: string, port: number) =>
  new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch, hostname, port })
    server.once('listening', () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} is taken: stop what uses it, or set MAILLAGE_PORT or --port to another`)
          : error,
      ),
    )
  })

const stopSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
