import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { distance } from '#platform/distance.ts'
import type { Language } from '#platform/languages/locales.ts'
import type { Place } from './places.queries.server.ts'

/** `language`: of the reader. `country`: of the network that is looked in, whose places come first. */
export type Around = { language: Language; country?: string }

const SHOWN = 8
// As many municipalities have one name at most, and one postal code.
const MOST_EXACT = 50
const LONGEST = 60

type Found = Place & { folded: string; official: string; population: number | null }
type Search = {
  condition: (folded: RawBuilder<unknown>) => RawBuilder<unknown>
  asked: readonly string[]
  order: RawBuilder<unknown>
  most: number
}

/** Territories of which some name, in whatever language or from before a merger, meets a condition: each once, by its best name. */
const named = async (scope: Scope, { condition, asked, order, most }: Search, { language, country = '' }: Around): Promise<Found[]> => {
  const of = sql`t.id, t.name, t.parent_id, t.kind, t.population`
  const { rows } = await sql<Found>`
    with named as (
      select ${of}, trim(t.folded) as folded, null as called from directory.territory t where ${condition(sql.ref('t.folded'))}
      union all select ${of}, trim(n.folded), n.name from directory.territory_name n join directory.territory t on t.id = n.territory_id
        where ${condition(sql.ref('n.folded'))}),
    best as (select distinct on (id) * from named order by id, folded = any (${asked}) desc, length(folded), called nulls first)
    select b.id, coalesce(own.name, b.name) as name, b.name as official, b.population, coalesce(above.name, up.name) as within, b.called, b.folded,
        b.folded = any (${asked}) as "isExact", b.kind = 'municipality' as "isMunicipality"
      from best b left join directory.territory up on up.id = b.parent_id
      left join directory.territory_name own on own.territory_id = b.id and own.language = ${language}
      left join directory.territory_name above on above.territory_id = up.id and above.language = ${language}
     where b.kind <> 'country'
     order by ${order}, b.id like ${`${country}-%`} desc, "isMunicipality" desc, b.population desc nulls last, b.id limit ${most}`.execute(
    scope,
  )
  return rows
}
// What somebody typed stands beside the name that is shown, where they would not know it again.
const placeOf = ({ id, name, within, called, official, isExact, isMunicipality }: Found): Place => {
  const found = called ?? official
  return { id, name, within, called: found === name ? null : found, isExact, isMunicipality }
}
// Of a province and the town that it is called after, people mean the town.
const withoutNamesakes = (places: readonly Place[]) =>
  places.filter((place) => place.isMunicipality || !places.some((other) => other.isMunicipality && other.within === place.name))

const foldedOf = async (scope: Scope, words: string) => {
  const { rows } = await sql<{ folded: string | null }>`select trim(platform.folded(${words})) as folded`.execute(scope)
  return rows[0]?.folded ?? ''
}

// As people write it, and as the official names do in French and in Dutch.
const SAINT = /(^|\s)(st|ste)\s/
const spelled = (folded: string) =>
  SAINT.test(folded) ? [folded.includes('ste ') ? 'sainte' : 'saint', 'sint'].map((word) => folded.replace(SAINT, `$1${word} `)) : [folded]
// "Havre" is Le Havre, and "Panne" is De Panne.
const ARTICLES = ['', 'le ', 'la ', 'les ', 'l ', 'de ', 'den ', 'het ']

const withArticles = (words: string) => spelled(words).flatMap((each) => ARTICLES.map((article) => article + each))
// Two letters in the wrong order ("Leige") leave too few trigrams of a short name.
const swapped = (words: string) =>
  Array.from({ length: words.length - 1 }, (_, at) => words.slice(0, at) + words.charAt(at + 1) + words.charAt(at) + words.slice(at + 2))

const beginning = async (scope: Scope, asked: readonly string[], around: Around) => {
  const condition = (folded: RawBuilder<unknown>) =>
    sql.join(
      asked.map((each) => sql`${folded} like ${`${each}%`}`),
      sql` or `,
    )
  const found = await named(scope, { condition, asked, order: sql`"isExact" desc`, most: MOST_EXACT }, around)
  const exact = found.filter(({ isExact }) => isExact).length
  return found.slice(0, Math.max(SHOWN, exact))
}

const CANDIDATES = 150
const A_THIRD = 3
/** How many letters away a name is: the whole of it, or as many of its words in a row as were typed ("Havre" is in "Le Havre"). */
const farness = (typed: string, folded: string) => {
  const words = folded.split(' ')
  const n = typed.split(' ').length
  const rows = words.slice(0, Math.max(1, words.length - n + 1)).map((_, at) => words.slice(at, at + n).join(' '))
  return Math.min(distance(typed, folded), ...rows.map((row) => distance(typed, row)))
}
// Trigrams find what shares some letters, by an index, and think little of short names with two mistakes: the letters themselves decide.
// Few names share most letters, and thousands share some: the many are looked at only where the few hold nothing near.
const ALIKE = [0.6, 0.3] as const
const alike = async (scope: Scope, typed: string, around: Around): Promise<Found[]> => {
  if (typed.length < 3) return []
  for (const threshold of ALIKE) {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(threshold)}, true)`.execute(scope)
    const condition = (folded: RawBuilder<unknown>) => sql`${typed} <% ${folded}`
    const order = sql`word_similarity(${typed}, b.folded) desc`
    const near = (await named(scope, { condition, asked: [typed], order, most: CANDIDATES }, around))
      .map((found) => ({ found, far: farness(typed, found.folded) }))
      .filter(({ far }) => far <= Math.max(2, typed.length / A_THIRD))
      // Of two that are as near, the one where more people live.
      .sort((one, other) => one.far - other.far || (other.found.population ?? 0) - (one.found.population ?? 0))
    const nearest = near[0]?.far ?? Number.POSITIVE_INFINITY
    if (nearest <= 1 || threshold === ALIKE.at(-1)) return near.slice(0, SHOWN).map(({ found }) => found)
  }
  return []
}

const ofCode = async (scope: Scope, code: string, rest: string, around: Around): Promise<Place[]> => {
  const { rows } = await sql<Place>`
    select t.id, coalesce(own.name, t.name) as name, coalesce(above.name, up.name) as within, ${code} as called, true as "isExact", true as "isMunicipality"
      from directory.territory t left join directory.territory up on up.id = t.parent_id
      left join directory.territory_name own on own.territory_id = t.id and own.language = ${around.language}
      left join directory.territory_name above on above.territory_id = up.id and above.language = ${around.language}
     where t.postal_codes @> array[${code}] and t.postal_codes <> '{}' order by coalesce(own.name, t.name) collate platform.names limit ${MOST_EXACT}`.execute(
    scope,
  )
  if (rest.length < 2 || rows.length < 2) return rows
  const fitting = new Set((await beginning(scope, withArticles(rest), around)).map(({ id }) => id))
  const both = rows.filter(({ id }) => fitting.has(id))
  return both.length > 0 ? both : rows
}

// "6000", "B-6000", "6000 Charleroi", "Charleroi (6000)".
const CODE = /(?:^|[^\d])(?:\b[a-z]{1,2}[\s-]*)?(\d{4,5})(?!\d)/i

/**
 * Places by their postal code, or by the beginning of a name that they have in French, Dutch or German, or had before a merger; where there is
 * none, those whose name is nearly what was typed. Accents, case and hyphens do not count.
 * @returns at most eight, the likeliest first; more where more have exactly that name or code
 */
export const findPlaces = async (scope: Scope, typed: string, around: Around): Promise<Place[]> => {
  const words = typed.trim().slice(0, LONGEST)
  if (words.length < 2) return []
  const code = CODE.exec(words)
  if (code?.[1] !== undefined) {
    const places = await ofCode(scope, code[1], await foldedOf(scope, words.replace(code[0], ' ')), around)
    if (places.length > 0) return places
  }
  const folded = await foldedOf(scope, words)
  if (folded.length < 2) return []
  const begun = await beginning(scope, withArticles(folded), around)
  if (begun.length > 0) return withoutNamesakes(begun.map(placeOf))
  const nearly = [...(await beginning(scope, swapped(folded), around)), ...(await alike(scope, spelled(folded)[0] ?? folded, around))]
  return nearly
    .filter(({ id }, at) => nearly.findIndex((other) => other.id === id) === at)
    .slice(0, SHOWN)
    .map((found) => placeOf({ ...found, isExact: false }))
}
