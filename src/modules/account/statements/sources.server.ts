import { sql } from 'kysely'
import { website } from '#modules/directory/folder.ts'
import type { Actor } from '#platform/actor.ts'
import { matching, optional, spanOf, text } from '#platform/cells.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn, type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { slugged } from '#platform/slug.ts'
import { stating } from './statements.commands.server.ts'

/** A document that figures and entries of the journal refer to. `published` is a day, a month or a year, as the document says it. */
export type SourceInput = {
  title: string
  publisher: string | null
  published: string | null
  language: string | null
  address: string | null
}
export type SourceRecord = SourceInput & { id: string; version: number }
export type SourceLine = SourceRecord & { figures: number }

const published = matching(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'cell.date').refine((value) => spanOf(value) !== null, 'cell.date')
const language = matching(/^[a-z]{2}$/, 'cell.language')

/** A document from a form: what can be kept, or what is wrong at which field. */
export const readSourceForm = (typed: Typed): Read<SourceInput> => {
  const { cell, done } = reading(typed)
  const title = cell('title', text)
  const rest = {
    publisher: cell('publisher', optional(text)) ?? null,
    published: cell('published', optional(published)) ?? null,
    language: cell('language', optional(language)) ?? null,
    address: cell('address', optional(website)) ?? null,
  }
  return done(() => ({ title: title ?? '', ...rest }))
}

export const sourceTyped = ({ title, publisher, published: on, language: inLanguage, address, version }: SourceRecord): Typed => ({
  title,
  publisher: publisher ?? '',
  published: on ?? '',
  language: inLanguage ?? '',
  address: address ?? '',
  version: String(version),
})

/** The documents of a network, with how many published figures come from each. */
export const listSourceLines = async (scope: Scope, network: string): Promise<SourceLine[]> => {
  const { rows } = await sql<SourceLine>`
    select s.id, s.title, s.publisher, s.published, s.language, s.address, s.version,
      (select count(*) from account.statement f where f.network_id = s.network_id and f.source_id = s.id) as figures
    from journal.source s where s.network_id = ${network} order by s.title collate platform.names, s.id`.execute(scope)
  return rows
}

/** @throws Problem not_found */
export const readSource = async (scope: Scope, network: string, id: string): Promise<SourceRecord> =>
  found(
    await scope
      .selectFrom('journal.source')
      .select(['id', 'title', 'publisher', 'published', 'language', 'address', 'version'])
      .where('network_id', '=', network)
      .where('id', '=', idIn(id))
      .executeTakeFirst(),
  )

/** Adds a document under a name made of its title. @throws Problem not_found, forbidden */
export const addSource = async (scope: Scope, actor: Actor, network: string, input: SourceInput): Promise<{ id: string }> => {
  await stating(scope, actor, network, 'account.addSource')
  const readable = slugged(input.title).slice(0, 60).replace(/-$/, '')
  const insert = (id: string | null) =>
    scope
      .insertInto('journal.source')
      .values({ ...input, network_id: network, ...(id === null ? {} : { id }) })
      .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
      .returning('id')
      .executeTakeFirst()
  // A second document of the same title gets an id of the database's making.
  const { id } = (readable === '' ? undefined : await insert(readable)) ?? found(await insert(null))
  await record(scope, network, 'account.addSource', id)
  return { id }
}

/** Corrects it. @throws Problem conflict when it was changed since `version`, not_found, forbidden */
export const correctSource = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: SourceInput,
): Promise<void> => {
  await stating(scope, actor, network, 'account.correctSource')
  const changed = await scope
    .updateTable('journal.source')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', idIn(id))
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) {
    await readSource(scope, network, id)
    throw new Problem('conflict')
  }
  await record(scope, network, 'account.correctSource', id)
}
