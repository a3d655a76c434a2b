import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { languageOf } from '#platform/languages/locales.ts'
import { keptMail, localeIn } from '#platform/mail/index.server.ts'
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
  locale: string | null
  values: Record<string, unknown>
}

export const countMails = async (scope: Scope): Promise<Record<MailState, number>> => {
  const { rows } = await sql<{ state: MailState; n: number }>`select state, count(*) as n from mail.message group by state`.execute(scope)
  const count = (state: MailState) => rows.find((row) => row.state === state)?.n ?? 0
  return { kept: count('kept'), waiting: count('waiting'), failed: count('failed'), sent: count('sent'), declined: count('declined') }
}

/** The mails of one state, the latest first. Only those in the folder are read: the others were or are on their way to somebody else. */
export const listMails = async (scope: Scope, state: MailState, page: number): Promise<MailLine[]> => {
  const { rows } = await sql<Row>`
    select id, template, state, asked_at, done_at, why, to_address, locale, case when state = 'kept' then "values" else '{}' end as "values"
      from mail.message where state = ${state} order by asked_at desc, id limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`.execute(scope)
  return rows.map(({ id, template, state: kept, asked_at: askedAt, done_at: doneAt, why, to_address, locale, values }) => {
    const isLegible = kept === 'kept' && to_address !== null
    return {
      id,
      template,
      state: kept,
      askedAt,
      doneAt,
      why,
      to: isLegible ? to_address : null,
      text: isLegible ? keptMail(template, values, locale).text : null,
      lang: languageOf(localeIn(locale)),
    }
  })
}

export const mailStateIn = (text: string | null): MailState => MAIL_STATES.find((state) => state === text) ?? 'kept'
