import { join } from 'node:path'
import { projectRoot } from '../root.server.ts'

export type MailSettings = {
  /** The address of the site as receivers reach it, without a slash at its end. */
  address: string
  from: string
} & ({ kind: 'smtp'; host: string; port: number; secure: boolean; user?: string; password?: string } | { kind: 'folder'; folder: string })

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/
const wrong = (setting: string, what: string) => new Error(`${setting} ${what}`)

/**
 * How mail leaves: MAILLAGE_SMTP (smtp://user:password@host:587, or smtps://… for TLS from the first byte), MAILLAGE_MAIL_FROM and
 * MAILLAGE_URL. Without MAILLAGE_SMTP each mail becomes a file in MAILLAGE_DATA/mail. `listening` stands in for MAILLAGE_URL.
 * @throws one line that names the setting and what it should be
 */
export const mailSettings = (env: NodeJS.ProcessEnv, listening = 'http://localhost:3000'): MailSettings => {
  const given = (name: string) => (env[name] === undefined || env[name] === '' ? undefined : env[name])
  const address = addressIn(given('MAILLAGE_URL') ?? listening)
  const smtp = given('MAILLAGE_SMTP')
  if (smtp === undefined) {
    const folder = join(given('MAILLAGE_DATA') ?? join(projectRoot(), '.maillage'), 'mail')
    return { kind: 'folder', folder, address, from: given('MAILLAGE_MAIL_FROM') ?? 'Maillage <maillage@localhost>' }
  }
  const from = given('MAILLAGE_MAIL_FROM')
  if (from === undefined || !/^[^\r\n]*\S+@\S+>?$/.test(from))
    throw wrong('MAILLAGE_MAIL_FROM', 'must say from whom mails come, as in: Réseau du Nord <maillage@example.org>')
  if (given('MAILLAGE_URL') === undefined)
    throw wrong('MAILLAGE_URL', 'must say how receivers of a mail reach this site, as in: https://maillage.example.org')
  return { ...smtpIn(smtp), address, from }
}

const addressIn = (text: string): string => {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw wrong('MAILLAGE_URL', 'must be an address like https://maillage.example.org')
  return new URL(text).origin
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
