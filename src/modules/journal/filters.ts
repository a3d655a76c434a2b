import { KIND_PATTERN } from './vocabulary.ts'

/** What a list of the journal is narrowed to; all of it stands in the address. */
export type Filters = {
  programme?: string
  kind?: string
  year?: number
  country?: string
  organisation?: string
  part_of?: string
  q?: string
}
/** Where a page begins: after (older than) or before (newer than) one entry. */
export type Cursor = { side: 'older' | 'newer'; day: string; id: string }

const SLUG = /^[a-z0-9][a-z0-9._-]{0,99}$/
const matching = (value: string | null, pattern: RegExp) => (value !== null && pattern.test(value) ? value : undefined)
const present = <T extends object>(values: T) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** The filters of an address. What cannot be one is left out: a mistyped address still shows something. */
export const filtersOf = (search: URLSearchParams): Filters => {
  const year = matching(search.get('year'), /^[1-9]\d{3}$/)
  const q = search.get('q')?.replaceAll('\0', '').trim().slice(0, 200)
  return present({
    programme: matching(search.get('programme'), SLUG),
    kind: matching(search.get('kind'), KIND_PATTERN),
    year: year === undefined ? undefined : Number(year),
    country: matching(search.get('country'), /^[A-Z]{2}$/),
    organisation: matching(search.get('organisation'), SLUG),
    part_of: matching(search.get('part_of'), SLUG),
    q: q === '' ? undefined : q,
  })
}

// "2025-02-30" would be the 2nd of March here, and an error in the database.
const isRealDay = (day: string) => !Number.isNaN(Date.parse(day)) && day > '1' && new Date(day).toISOString().startsWith(day)

const CURSOR = /^(\d{4}-\d{2}-\d{2})~([a-z0-9][a-z0-9._-]{0,99})$/
export const cursorOf = (search: URLSearchParams): Cursor | null => {
  for (const side of ['older', 'newer'] as const) {
    const [, day, id] = CURSOR.exec(search.get(side) ?? '') ?? []
    if (day !== undefined && id !== undefined && isRealDay(day)) return { side, day, id }
  }
  return null
}

/** The part of an address after the path: "?programme=clsm&year=2025", or nothing. */
export const searchOf = (filters: Filters, cursor: Cursor | null = null): string => {
  const search = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)]))
  if (cursor !== null) search.set(cursor.side, `${cursor.day}~${cursor.id}`)
  return search.size === 0 ? '' : `?${search}`
}
