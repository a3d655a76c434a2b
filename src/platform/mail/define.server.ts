import { z } from 'zod'
import { LOCALES, type Locale, languageOf, segmentOf } from '../languages/locales.ts'
import { intlOf } from '../languages/speech.ts'
import { inWords } from '../languages/words.ts'

// What a mail may say besides its template. There is no free text among these: whatever somebody wrote about somebody, a note, a
// reason, a diagnosis, has no way into a mail (GDPR article 9; a mail is read on locked screens and kept by others).
const KINDS = {
  /** A place of this site without its language: "/account/notices". */
  path: z
    .string()
    .max(500)
    .regex(/^(\/[\w.~-]+)+(\?[\w=&.~-]+)?$/),
  /** A path that opens an account to whoever has it. It is shown to nobody but the one who gets the mail. */
  secret: z
    .string()
    .max(500)
    .regex(/^(\/[\w.~-]+)+$/),
  /** Something to type: "7K4M-92QX". */
  code: z.string().regex(/^[A-Z0-9-]{4,24}$/),
  count: z.number().int().nonnegative(),
  /** An instant in ISO 8601. */
  moment: z.iso.datetime(),
  /** A day in ISO 8601. */
  day: z.iso.date(),
  /** The name of the one who gets the mail, never of somebody else. */
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^\r\n<>]*$/),
  /** The name of a network or an organisation in its languages. Many a name tells what kind of care it gives: for mails to those who work there. */
  words: z.partialRecord(
    z.enum(['fr', 'nl', 'en']),
    z
      .string()
      .max(200)
      .regex(/^[^\r\n]*$/),
  ),
  /** The id of a message: "role.reader". */
  message: z.string().regex(/^[a-z][\w.-]{0,100}$/i),
} as const
export type ValueKind = keyof typeof KINDS

export type MailDefinition = {
  /** In one word, like workFailed. Its words are `mail.<name>.subject`, `mail.<name>.body` and, with `act`, `mail.<name>.act`. */
  name: string
  values: Readonly<Record<string, ValueKind>>
  /** The value (a path) to which the button of the mail leads. */
  act?: string
  /** The notice that it is, where people may choose: such a mail waits while it is quiet, and does not go to who declined it. */
  notice?: string
}

const mails = new Map<string, MailDefinition>()

/** Names a mail that modules send. Called once for each, where a module is loaded. */
export const defineMail = (mail: MailDefinition): MailDefinition => {
  mails.set(mail.name, mail)
  return mail
}
export const definedMails = (): ReadonlyMap<string, MailDefinition> => mails

export const mailNamed = (name: string): MailDefinition => {
  const mail = mails.get(name)
  if (mail === undefined) throw new Error(`no mail ${name}: it must be defined before it is sent`)
  return mail
}

/** Whether whoever reads the mail can get into somebody's account by it. */
export const isSecretMail = ({ values }: MailDefinition) => Object.values(values).includes('secret')

export type MailValues = Readonly<Record<string, unknown>>

/** Exactly the values that the mail takes. @throws ZodError for one that is missing, too many or of another kind */
export const checkedValues = ({ values }: MailDefinition, given: unknown): MailValues =>
  z.strictObject(Object.fromEntries(Object.entries(values).map(([name, kind]) => [name, KINDS[kind]]))).parse(given)

/** The values as words of a language; `address` is that of the site, without a slash at its end. */
export const spokenValues = (mail: MailDefinition, values: MailValues, locale: Locale, address: string): Record<string, string | number> =>
  Object.fromEntries(Object.entries(mail.values).map(([name, kind]) => [name, spoken(kind, values[name], locale, address)]))

const spoken = (kind: ValueKind, value: unknown, locale: Locale, address: string): string | number => {
  const intl = intlOf(locale)
  if (kind === 'count') return Number(value)
  if (kind === 'words') return inWords(KINDS.words.parse(value), languageOf(locale)).text
  const text = String(value)
  if (kind === 'path' || kind === 'secret') return `${address}/${segmentOf(locale)}${text}`
  if (kind === 'message') return intl.formatMessage({ id: text })
  if (kind === 'moment') return intl.formatDate(text, { dateStyle: 'long', timeStyle: 'short' })
  return kind === 'day' ? intl.formatDate(`${text}T12:00:00Z`, { dateStyle: 'long' }) : text
}

export const localeIn = (text: string | null): Locale => LOCALES.find((locale) => locale === text) ?? 'fr'
