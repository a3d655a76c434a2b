import { sql } from 'kysely'
import { listSources } from '#modules/journal/choices.server.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Typed } from '#platform/forms/typed.ts'
import { inWords } from '#platform/languages/words.ts'
import type { Words } from '#platform/words.ts'
import { speaker } from '../compose/speak.ts'
import type { DocumentLocale } from '../document.ts'
import { indicatorOf, wordsOf } from '../indicators/index.ts'
import { partsOf } from './statement-form.server.ts'
import { ACTIVITY_DIMENSIONS, listStatedParts } from './statements.queries.server.ts'

type Choice = { value: string; label: string }
/** One dimension of an indicator: parts to choose from, or suggestions beside which anything else can be typed. */
export type Dimension = { name: string; isClosed: boolean; parts: Choice[] }
export type StatementChoices = {
  indicator: { id: string; label: string; definition: string; unit: string; isComputed: boolean }
  dimensions: Dimension[]
  sources: Choice[]
}

/** What the form of a figure of this indicator offers: its definition, its dimensions and no others, and the documents. */
export const statementChoices = async (
  scope: Scope,
  network: string,
  indicator: string,
  language: DocumentLocale,
): Promise<StatementChoices> => {
  const { unit, dimensions = [], from } = indicatorOf(indicator)
  const words = wordsOf(language)
  const offered: Dimension[] = []
  for (const name of dimensions) offered.push(await dimensionOf(scope, network, indicator, name, language))
  return {
    indicator: {
      id: indicator,
      label: words.label(indicator),
      definition: words.definition(indicator),
      unit: speaker(language).unit(unit, null),
      isComputed: from !== undefined,
    },
    dimensions: offered,
    sources: await listSources(scope, network),
  }
}

const dimensionOf = async (
  scope: Scope,
  network: string,
  indicator: string,
  name: string,
  language: DocumentLocale,
): Promise<Dimension> => {
  const { value: partWords } = wordsOf(language)
  const closed = partsOf(indicator, name)
  if (closed !== undefined) return { name, isClosed: true, parts: closed.map((value) => ({ value, label: partWords(name, value) })) }
  if (ACTIVITY_DIMENSIONS.includes(name))
    return { name, isClosed: false, parts: await recentActivities(scope, network, name === 'delegation' ? 'delegation' : null, language) }
  return {
    name,
    isClosed: false,
    parts: (await listStatedParts(scope, network, name)).map((value) => ({ value, label: partWords(name, value) })),
  }
}

const recentActivities = async (scope: Scope, network: string, kind: string | null, language: DocumentLocale): Promise<Choice[]> => {
  const rows = await scope
    .selectFrom('journal.activity')
    .select(['id', 'title', 'starts_on'])
    .where('network_id', '=', network)
    .$if(kind !== null, (query) => query.where('kind', '=', String(kind)))
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id, title, starts_on }) => ({ value: id, label: `${inWords(title, language).text} (${starts_on})` }))
}

/** What a sent form is checked against: the documents, and which of the activities that it names exist. */
export const statementOffered = async (scope: Scope, network: string, typed: Typed) => {
  const named = ACTIVITY_DIMENSIONS.map((dimension) => (typed[`dimension_${dimension}`] ?? '').trim()).filter((id) => id !== '')
  const { rows } = await sql<{
    id: string
    title: Words
  }>`select id from journal.activity where network_id = ${network} and id = any (${named}::text[])`.execute(scope)
  return { sources: await listSources(scope, network), activities: new Set(rows.map(({ id }) => id)) }
}
