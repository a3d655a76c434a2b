import { setting } from './read.server.ts'
import type { Env } from './sources.server.ts'

const isHere = (host: string) => host === '' || host.startsWith('/') || /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host)
const CHECKED = ['require', 'verify-ca', 'verify-full']

const isOpen = (url: string, env: Env): boolean => {
  if (!URL.canParse(url)) return false
  const { hostname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? decodeURIComponent(hostname)
  return !isHere(host) && !CHECKED.includes(searchParams.get('sslmode') ?? env.PGSSLMODE ?? '')
}

/**
 * What may be meant so and weakens what people rely on: told at each start, and no reason not to start.
 * @returns a line for each
 */
export const advice = (env: Env = process.env): string[] => {
  const isHttps = setting('MAILLAGE_URL', env)?.startsWith('https:') === true
  const unseen = isHttps && setting('MAILLAGE_TRUSTED_PROXIES', env).texts.length === 0
  const databases = (['DATABASE_URL', 'DATABASE_APP_URL'] as const).filter((name) => isOpen(setting(name, env) ?? '', env))
  return [
    ...(unseen
      ? [
          'MAILLAGE_URL begins with https://, and MAILLAGE_TRUSTED_PROXIES names no proxy: cookies are not kept to https, and all visitors share one limit',
        ]
      : []),
    ...databases.map((name) => `${name} leads to another machine without checked TLS: add sslmode=verify-full`),
  ]
}
