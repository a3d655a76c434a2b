/** What the trail is narrowed to; all of it stands in the address. People are ids, or names as somebody typed them. */
export type Filters = { actor?: string; about?: string; action?: string; from?: string; to?: string; failed?: 'yes' }
export type FilterName = keyof Filters
/** Where a page begins: after (older than) or before (newer than) one row. */
export type Cursor = { side: 'older' | 'newer'; at: string; seq: number }

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (text: string) => ID.test(text)

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/
// "2025-02-30" would be the 2nd of March here, and an error in the database.
const isRealDay = (day: string) => DAY.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)
const dayOf = (value: string | null) => (value !== null && isRealDay(value) ? value : undefined)
const words = (value: string | null) => {
  const text = (value ?? '').replaceAll('\0', '').trim().slice(0, 100)
  // A name needs a letter: anything else would find everybody.
  return /[\p{L}\d]/u.test(text) ? text : undefined
}
const present = <T extends object>(values: T) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** The filters of an address. What cannot be one is left out: a mistyped address still shows something. */
export const filtersOf = (search: URLSearchParams): Filters => {
  const action = search.get('action')
  return present({
    actor: words(search.get('actor')),
    about: words(search.get('about')),
    action: action !== null && /^[a-z]+\.[a-zA-Z]{1,60}$/.test(action) ? action : undefined,
    from: dayOf(search.get('from')),
    to: dayOf(search.get('to')),
    failed: search.get('failed') === 'yes' ? 'yes' : undefined,
  })
}

const CURSOR = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{6})Z~(\d{1,15})$/
export const cursorOf = (search: URLSearchParams): Cursor | null => {
  for (const side of ['older', 'newer'] as const) {
    const value = search.get(side) ?? ''
    const [, day = '', hour, minute, second, , seq] = CURSOR.exec(value) ?? []
    if (isRealDay(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60)
      return { side, at: value.slice(0, 27), seq: Number(seq) }
  }
  return null
}

/** The part of an address after the path: "?action=journal.recordActivity&from=2026-01-01", or nothing. */
export const searchOf = (filters: Filters, cursor: Cursor | null = null): string => {
  const search = new URLSearchParams(Object.entries(filters))
  if (cursor !== null) search.set(cursor.side, `${cursor.at}~${cursor.seq}`)
  return search.size === 0 ? '' : `?${search}`
}
