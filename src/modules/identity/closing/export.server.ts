import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { intlOf, type Say, type Speech, sayWith } from '#platform/languages/intl.tsx'
import { type Locale, languageOf } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { definedPersonalData, type HeldField, type HeldRow, type PersonalData } from '#platform/personal-data.server.ts'
import type { Words } from '#platform/words.ts'

export type HeldPart = { part: PersonalData; rows: readonly HeldRow[] }

/** Everything that the modules hold about whoever acts. */
export const readHeld = async (scope: Scope, personId: string): Promise<HeldPart[]> => {
  const held: HeldPart[] = []
  // One after the other: they share one connection.
  for (const part of definedPersonalData()) held.push({ part, rows: await part.read(scope, personId) })
  return held
}

/** As JSON for another program: the rows as they are held, under the name of each part. */
export const heldAsJson = (held: readonly HeldPart[], at: Date) => ({
  form: 'maillage personal data 1',
  at: at.toISOString(),
  data: Object.fromEntries(held.filter(({ rows }) => rows.length > 0).map(({ part, rows }) => [part.name, rows])),
})

/** One kind of thing in words, for a page or a document: a table. */
export type HeldSection = { name: string; title: string; columns: string[]; rows: string[][] }

const valueIn = (value: HeldRow[string] | undefined, { as, words }: HeldField, intl: Speech, say: Say): string => {
  if (value === null || value === undefined || value === '') return '–'
  if (as === 'moment') return intl.formatDate(value instanceof Date ? value : String(value), { dateStyle: 'long', timeStyle: 'short' })
  if (as === 'day') return intl.formatDate(`${String(value)}T12:00:00Z`, { dateStyle: 'long' })
  const id = `${words}${String(value)}`
  return words !== undefined && id in intl.messages ? say(id as MessageId) : String(value)
}

/**
 * What the networks that somebody has to do with are called: a person is no member of that which follows them. Of a closed network where
 * somebody works the name stays out: this page opens without the second factor that the network may ask for.
 */
export const networkNames = async (scope: Scope): Promise<NetworkNames> => {
  const { rows } = await sql<{ id: string; name: Words }>`
    select id, name::jsonb as name from platform.network where is_public union select network_id, name from care.my_places() where is_mine
      union select network_id, network from plans.shared_with_me()`.execute(scope)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
export type NetworkNames = ReadonlyMap<string, Words>

/** Everything in the reader's words; kinds of which there is nothing are left out. What is short comes first: the trail may be long. */
export const heldInWords = (held: readonly HeldPart[], names: NetworkNames, locale: Locale): HeldSection[] => {
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const cell = (row: HeldRow, field: HeldField) => {
    const name = field.key === 'network' ? names.get(String(row.network)) : undefined
    return name === undefined ? valueIn(row[field.key], field, intl, say) : inWords(name, languageOf(locale)).text
  }
  return held
    .filter(({ part, rows }) => rows.length > 0 && part.fields.length > 0)
    .sort((one, other) => one.rows.length - other.rows.length)
    .map(({ part, rows }) => ({
      name: part.name,
      title: say(`personal.${part.name}` as MessageId),
      columns: part.fields.map(({ label }) => say(label)),
      rows: rows.map((row) => part.fields.map((field) => cell(row, field))),
    }))
}
