import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { JobFailure } from '../jobs/index.server.ts'
import type { RenderedMail } from './render.server.ts'
import { isLoopback, type MailSettings } from './settings.server.ts'

export type Outgoing = RenderedMail & { id: string; to: string; lang: string }
/** Hands a mail over. `sent`: a mail server took it; `kept`: it lies in the folder. @throws JobFailure */
export type Carrier = { hand(mail: Outgoing): Promise<'sent' | 'kept'>; close(): void }

// Nothing of a mail is read from files or fetched from elsewhere, whatever its values look like.
const CLOSED = { disableFileAccess: true, disableUrlAccess: true } as const
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

const letter = ({ id, to, subject, text, html, lang }: Outgoing, { from, address }: MailSettings) => ({
  from,
  to,
  subject,
  text,
  html,
  // The same at every attempt, so that a mail that was sent twice by an unlucky stop is shown once.
  messageId: `<${id}@${new URL(address).hostname}>`,
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': lang },
})

export const carrierOf = (settings: MailSettings): Carrier => (settings.kind === 'smtp' ? smtpCarrier(settings) : folderCarrier(settings))

const smtpCarrier = (settings: MailSettings & { kind: 'smtp' }): Carrier => {
  const { host, port, secure, user, password } = settings
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host,
    port,
    secure,
    requireTLS: !secure && !isLoopback(host),
    ignoreTLS: !secure && isLoopback(host),
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    ...CLOSED,
    ...TIMEOUTS,
  })
  return {
    hand: async (mail) => {
      try {
        await transport.sendMail(letter(mail, settings))
        return 'sent'
      } catch (error) {
        throw refusal(error)
      }
    },
    close: () => transport.close(),
  }
}

// The server's own words may quote the address: only the kind of failure is kept. RFC 5321 4.2.1: 5yz is for good, 4yz may pass.
const refusal = (error: unknown): JobFailure => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  if (code === 'EAUTH') return new JobFailure('mail_login')
  if (code === 'ETLS') return new JobFailure('mail_tls')
  if (typeof responseCode === 'number' && responseCode >= 500) return new JobFailure('mail_refused', { isFinal: true })
  return new JobFailure(typeof responseCode === 'number' ? 'mail_later' : 'mail_unreachable')
}

/** Where the file of a mail lies: the owner of the folder reads it with any mail program. */
export const fileOf = (folder: string, id: string) => join(folder, `${id}.eml`)

const folderCarrier = (settings: MailSettings & { kind: 'folder' }): Carrier => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...CLOSED })
  return {
    hand: async (mail) => {
      const { message } = await transport.sendMail(letter(mail, settings))
      await mkdir(settings.folder, { recursive: true, mode: 0o700 })
      const file = fileOf(settings.folder, mail.id)
      // Whole or not at all, and for its owner's eyes: it may hold a link that opens an account.
      await writeFile(`${file}.part`, message, { mode: 0o600 })
      await rename(`${file}.part`, file)
      return 'kept'
    },
    close: () => transport.close(),
  }
}
