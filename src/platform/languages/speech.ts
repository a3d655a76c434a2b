import { ZONE } from '../today.ts'
import { catalogueOf } from './catalogue.ts'
import { type Locale, languageOf, REGIONS } from './locales.ts'
import { fillMessage, type Part, parseMessage, type Values } from './message.ts'
import type { MessageId } from './message-id.ts'

export type { Values }
/** Says a message in the reader's language. Ids are checked by the compiler; a missing message fails the build. */
export type Say = (id: MessageId, values?: Values) => string

type Moment = string | number | Date
/** Words, numbers and dates of one language, by the rules of that language; times are those of Paris and Brussels. */
export type Speech = {
  readonly locale: 'fr' | 'nl' | 'en'
  /** The catalogue as it stands now: in the browser that of the section that is read. */
  readonly messages: Readonly<Record<string, string>>
  formatMessage(message: { id: string }, values?: Values): string
  formatNumber(value: number, options?: Intl.NumberFormatOptions): string
  formatDate(moment: Moment, options?: Intl.DateTimeFormatOptions): string
  formatDateTimeRange(from: Moment, to: Moment, options?: Intl.DateTimeFormatOptions): string
  formatDisplayName(code: string, options: Intl.DisplayNamesOptions): string | undefined
}

// The Intl objects are slow to make and quick to use; a catalogue is read as its messages are asked for.
const remembered = <T>(make: (key: string) => T) => {
  const known = new Map<string, T>()
  return (key: string): T => {
    const found = known.get(key) ?? make(key)
    known.set(key, found)
    return found
  }
}
const partsOf = remembered<readonly Part[]>(parseMessage)

const speechOf = (locale: Locale): Speech => {
  const language = languageOf(locale)
  const region = REGIONS[language]
  const numbers = remembered((options) => new Intl.NumberFormat(region, JSON.parse(options)))
  const dates = remembered((options) => new Intl.DateTimeFormat(region, { timeZone: ZONE, ...JSON.parse(options) }))
  const rules = new Intl.PluralRules(region)
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => numbers(JSON.stringify(options)).format(value)
  const speaker = { number, plural: (value: number) => rules.select(value) }
  const dateFormat = (options: Intl.DateTimeFormatOptions = {}) => dates(JSON.stringify(options))
  return {
    locale: language,
    get messages() {
      return catalogueOf(locale)
    },
    formatMessage: ({ id }, values = {}) => {
      const message = catalogueOf(locale)[id]
      if (message === undefined) throw new Error(`no message ${id} in ${locale}`)
      return message.includes('{') ? fillMessage(partsOf(message), values, speaker) : message
    },
    formatNumber: number,
    formatDate: (moment, options) => dateFormat(options).format(new Date(moment)),
    formatDateTimeRange: (from, to, options) => dateFormat(options).formatRange(new Date(from), new Date(to)),
    formatDisplayName: (code, options) => new Intl.DisplayNames(region, options).of(code),
  }
}
const speeches = new Map<Locale, Speech>()

/** How a language speaks, in screens, documents, mails and on the command line. */
export const intlOf = (locale: Locale): Speech => {
  const speech = speeches.get(locale) ?? speechOf(locale)
  speeches.set(locale, speech)
  return speech
}

export const sayWith =
  (intl: Speech): Say =>
  (id, values) =>
    intl.formatMessage({ id }, values)
