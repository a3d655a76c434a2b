import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '../db.server.ts'
import { enqueue } from '../jobs/index.server.ts'
import { LOCALES, type Locale } from '../languages/locales.ts'
import { checkedValues, mailNamed } from './define.server.ts'
import { DELIVER } from './deliver.server.ts'

export type Mail = {
  /** An address, or a person, whose address and language are looked up when the mail leaves. */
  to: string | { personId: string }
  /** The receiver's language; a person's own unless given. */
  locale?: Locale
  template: string
  values: Record<string, unknown>
  /** Whose administrators see whether it left; none for what concerns an account alone. */
  network?: string
}

const Address = z.email().max(254)

/**
 * Has a mail sent when this transaction is committed, and only then. What it says is checked here: a template and its values.
 * @returns the id of the mail
 * @throws ZodError for an address that is none, or values that the template does not take
 */
export const sendMail = async (scope: Scope, { to, locale, template, values, network }: Mail): Promise<string> => {
  const mail = mailNamed(template)
  const checked = checkedValues(mail, values)
  const address = typeof to === 'string' ? Address.parse(to) : null
  if (address !== null && !LOCALES.some((each) => each === locale)) throw new Error('a mail to an address needs a language')
  const id = randomUUID()
  await sql`
    insert into mail.message (id, for_network, asked_by, to_person, to_address, locale, template, "values", notice)
    values (${id}, ${network ?? null}, platform.person(), ${typeof to === 'string' ? null : to.personId}, ${address}, ${locale ?? null},
      ${template}, ${JSON.stringify(checked)}::jsonb, ${mail.notice ?? null})`.execute(scope)
  await enqueue(scope, DELIVER, { mail: id }, network === undefined ? {} : { network })
  return id
}
