import { sql } from 'kysely'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { languageOf } from '#platform/languages/locales.ts'
import { isSecretMail, keptMail, localeIn, mailNamed } from '#platform/mail/index.server.ts'
import { MAIL_STATES, type MailState, PER_PAGE } from './vocabulary.ts'

export type MailLine = {
  id: string
  template: string
  state: MailState
  askedAt: Date
  doneAt: Date | null
  why: string | null
  /** Of a mail that lies in the folder, until it is tidied away: to whom it goes and what it says. */
  to: string | null
  text: string | null
  /** It opens somebody's account, so it is shown to nobody here. */
  isSecret: boolean
  lang: 'fr' | 'nl' | 'en'
}
type Row = {
  id: string
  template: string
  state: MailState
  asked_at: Date
  done_at: Date | null
  why: string | null
  to_address: string | null
  to_person: string | null
  for_network: string | null
  locale: string | null
  values: Record<string, unknown>
}

export const countMails = async (scope: Scope): Promise<Record<MailState, number>> => {
  const { rows } = await sql<{ state: MailState; n: number }>`select state, count(*) as n from mail.message group by state`.execute(scope)
  const count = (state: MailState) => rows.find((row) => row.state === state)?.n ?? 0
  return { kept: count('kept'), waiting: count('waiting'), failed: count('failed'), sent: count('sent'), declined: count('declined') }
}

/**
 * The mails of one state, the latest first. Only those in the folder are read, and that is noted: the others were or are on their way
 * to somebody else.
 */
export const listMails = async (scope: Scope, state: MailState, page: number): Promise<MailLine[]> => {
  const { rows } = await sql<Row>`
    select id, template, state, asked_at, done_at, why, to_address, to_person, for_network, locale, case when state = 'kept' then "values" else '{}' end as "values"
      from mail.message where state = ${state} order by asked_at desc, id limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`.execute(scope)
  await noteRead(scope, rows.filter(isLegible))
  return rows.map(lineOf)
}

const isLegible = ({ state, to_address }: Row) => state === 'kept' && to_address !== null

// In the chain of each network that they were sent for; what was sent for none stands in that of the installation.
const noteRead = async (scope: Scope, read: readonly Row[]): Promise<void> => {
  for (const [network, mails] of Map.groupBy(read, ({ for_network }) => for_network)) {
    const [only, ...others] = new Set(mails.map(({ to_person }) => to_person))
    await recordRead(scope, network, 'notices.readMails', 'kept', { about: others.length === 0 ? (only ?? null) : null })
  }
}

const lineOf = (row: Row): MailLine => ({
  isSecret: isLegible(row) && isSecretMail(mailNamed(row.template)),
  id: row.id,
  template: row.template,
  state: row.state,
  askedAt: row.asked_at,
  doneAt: row.done_at,
  why: row.why,
  to: isLegible(row) ? row.to_address : null,
  // Not even an administrator gets into somebody's account: whoever runs the machine finds the mail in the folder.
  text: isLegible(row) && !isSecretMail(mailNamed(row.template)) ? keptMail(row.template, row.values, row.locale).text : null,
  lang: languageOf(localeIn(row.locale)),
})

export const mailStateIn = (text: string | null): MailState => MAIL_STATES.find((state) => state === text) ?? 'kept'
