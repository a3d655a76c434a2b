import { join } from 'node:path'
import { dataFolder, setting } from '../settings/index.server.ts'

export type MailSettings = {
  /** The address of the site as receivers reach it, without a slash at its end. */
  address: string
  from: string
} & ({ kind: 'smtp'; host: string; port: number; secure: boolean; user?: string; password?: string } | { kind: 'folder'; folder: string })

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/
const wrong = (name: string, what: string) => new Error(`${name} ${what}`)

/**
 * How mail leaves: MAILLAGE_SMTP (smtp://user:password@host:587, or smtps://… for TLS from the first byte), MAILLAGE_MAIL_FROM and
 * MAILLAGE_URL. Without MAILLAGE_SMTP each mail becomes a file in MAILLAGE_DATA/mail. `listening` stands in for MAILLAGE_URL.
 * @throws one line that names the setting and what it should be
 */
export const mailSettings = (env: NodeJS.ProcessEnv, listening = 'http://localhost:3000'): MailSettings => {
  const site = setting('MAILLAGE_URL', env)
  const address = site ?? new URL(listening).origin
  const smtp = setting('MAILLAGE_SMTP', env)
  const from = setting('MAILLAGE_MAIL_FROM', env)
  if (smtp === undefined) {
    return { kind: 'folder', folder: join(dataFolder(env), 'mail'), address, from: from ?? 'Maillage <maillage@localhost>' }
  }
  if (from === undefined || !/^[^\r\n]*\S+@\S+>?$/.test(from))
    throw wrong('MAILLAGE_MAIL_FROM', 'must say from whom mails come, as in: Réseau du Nord <maillage@example.org>')
  if (site === undefined)
    throw wrong('MAILLAGE_URL', 'must say how receivers of a mail reach this site, as in: https://maillage.example.org')
  return { ...smtpIn(smtp), address, from }
}

const smtpIn = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw wrong('MAILLAGE_SMTP', 'must look like smtp://user:password@mail.example.org:587 or smtps://…')
  const secure = url.protocol === 'smtps:'
  const login = url.username === '' ? {} : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  return { kind: 'smtp' as const, host: url.hostname, port: url.port === '' ? (secure ? 465 : 587) : Number(url.port), secure, ...login }
}

/** Whether the way to this server stays on this machine, where nobody else listens: only then may it do without TLS. */
export const isLoopback = (host: string) => LOOPBACK.test(host)
