import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '../db.server.ts'
import { defineJob, defineSchedule, enqueue, JobFailure } from '../jobs/index.server.ts'
import { languageOf } from '../languages/locales.ts'
import { checkedValues, localeIn, mailNamed } from './define.server.ts'
import { type RenderedMail, renderMail } from './render.server.ts'
import type { MailSettings } from './settings.server.ts'
import { type Carrier, carrierOf, fileOf, type Outgoing } from './transport.server.ts'

export const DELIVER = 'mail.deliver'
/** Whether a notice may reach a person now: at once, at a later moment, or not at all. Asked as the operator. */
export type Courtesy = (scope: Scope, personId: string, notice: string, now: Date) => Promise<'now' | 'never' | Date>

type Postman = { settings: MailSettings; carrier: Carrier; courtesy: Courtesy }
let postman: Postman | undefined

/** Says how mail leaves this process. @returns what ends the connections to the mail server */
export const openMail = (settings: MailSettings, courtesy: Courtesy = async () => 'now'): { close(): void } => {
  postman = { settings, carrier: carrierOf(settings), courtesy }
  return { close: () => postman?.carrier.close() }
}
const postmanHere = (): Postman => {
  if (postman === undefined) throw new JobFailure('mail_unreachable')
  return postman
}

type Row = {
  for_network: string | null
  to_person: string | null
  to_address: string | null
  locale: string | null
  template: string
  values: Record<string, unknown>
  notice: string | null
}

const waiting = async (scope: Scope, id: string): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select m.for_network, m.to_person, coalesce(m.to_address, p.email) as to_address, coalesce(m.locale, p.locale) as locale, m.template, m."values", m.notice
      from mail.message m left join identity.person p on p.id = m.to_person where m.id = ${id} and m.state = 'waiting'`.execute(scope)
  return rows[0]
}

// What was sent is forgotten but for the fact; what lies in the folder is shown to administrators until it is tidied away.
const settle = (
  scope: Scope,
  id: string,
  state: 'sent' | 'kept' | 'declined' | 'failed',
  why: string | null = null,
  to: string | null = null,
) =>
  sql`update mail.message set state = ${state}, why = ${why}, done_at = now(),
    to_address = ${state === 'kept' ? to : null}, "values" = case when ${state === 'kept'} then "values" else '{}'::jsonb end
    where id = ${id} and state = 'waiting'`.execute(scope)

/** What is to be handed over now; null when it is not to be, or not yet, or was already. */
const ready = async (scope: Scope, id: string): Promise<Outgoing | null> => {
  const { settings, courtesy } = postmanHere()
  const row = await waiting(scope, id)
  if (row === undefined) return null
  if (row.to_address === null) {
    await settle(scope, id, 'failed', 'no_address')
    return null
  }
  if (row.notice !== null && row.to_person !== null) {
    const when = await courtesy(scope, row.to_person, row.notice, new Date())
    if (when === 'never') await settle(scope, id, 'declined')
    else if (when !== 'now')
      await enqueue(scope, DELIVER, { mail: id }, { startAfter: when, ...(row.for_network === null ? {} : { network: row.for_network }) })
    if (when !== 'now') return null
  }
  const mail = mailNamed(row.template)
  const locale = localeIn(row.locale)
  return {
    id,
    to: row.to_address,
    lang: languageOf(locale),
    ...renderMail(mail, checkedValues(mail, row.values), locale, settings.address),
  }
}

defineJob({
  name: DELIVER,
  input: z.object({ mail: z.uuid() }),
  as: 'operator',
  // Mail servers are away for hours now and then: the last attempt comes a day and a half after the first.
  retries: { limit: 40, delaySeconds: 30 },
  minutes: 5,
  runInSteps: async (open, { mail: id }) => {
    const outgoing = await open((scope) => ready(scope, id))
    if (outgoing === null) return
    try {
      const state = await postmanHere().carrier.hand(outgoing)
      await open((scope) => settle(scope, id, state, null, outgoing.to))
    } catch (error) {
      if (error instanceof JobFailure && error.isFinal) await open((scope) => settle(scope, id, 'failed', error.code))
      throw error
    }
  },
})

const KEPT_DAYS = 14
const NOTED_DAYS = 90

defineJob({
  name: 'mail.tidy',
  input: z.object({}),
  as: 'operator',
  runInSteps: async (open) => {
    const { settings } = postmanHere()
    const old = await open(async (scope) => {
      const { rows } = await sql<{ id: string }>`select id from mail.message
        where state = 'kept' and "values" <> '{}' and done_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(scope)
      return rows
    })
    if (settings.kind === 'folder') for (const { id } of old) await rm(fileOf(settings.folder, id), { force: true })
    await open(async (scope) => {
      await sql`update mail.message set "values" = '{}', to_address = null
        where state = 'kept' and done_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(scope)
      await sql`delete from mail.message where asked_at < now() - make_interval(days => ${NOTED_DAYS})`.execute(scope)
    })
  },
})
defineSchedule({ job: 'mail.tidy', cron: '40 3 * * *', input: {} })

/** A mail that lies in the folder as its receiver would read it. */
export const keptMail = (template: string, values: Record<string, unknown>, locale: string | null): RenderedMail => {
  const mail = mailNamed(template)
  return renderMail(mail, checkedValues(mail, values), localeIn(locale), postman?.settings.address ?? '')
}
