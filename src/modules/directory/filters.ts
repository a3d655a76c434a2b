import { CARE_FUNCTIONS, type CareFunction, ORGANISATION_KINDS, type OrganisationKind } from './vocabulary.ts'

/** What a search of the directory asks for: all of it stands in the address, so that it can be shared. */
export type Filters = {
  q: string
  network: string | null
  kind: OrganisationKind | null
  function: CareFunction | null
  /** A territory: everything inside it. */
  in: string | null
  /** A group: those who are members of it now, as `network/organisation`. */
  group: string | null
  view: 'list' | 'map'
  page: number
}

const SLUG = /^[a-z0-9][a-z0-9._-]{0,99}$/
const TERRITORY = /^[A-Z]{2}(-[A-Z0-9]{1,6})?$/
const GROUP = /^[a-z0-9][a-z0-9._-]{0,99}\/[a-z0-9][a-z0-9._-]{0,99}$/
const LONGEST_QUERY = 200
const LAST_PAGE = 5000

/** Reads an address; what is not a filter value is left out, never an error: people cut and share addresses. */
export const filtersOf = (search: URLSearchParams): Filters => {
  const matching = (name: string, pattern: RegExp) => {
    const value = search.get(name) ?? ''
    return pattern.test(value) ? value : null
  }
  const page = Number(search.get('page') ?? '1')
  return {
    q: (search.get('q') ?? '').trim().slice(0, LONGEST_QUERY),
    network: matching('network', SLUG),
    kind: ORGANISATION_KINDS.find((kind) => kind === search.get('kind')) ?? null,
    function: CARE_FUNCTIONS.find((code) => code === search.get('function')) ?? null,
    in: matching('in', TERRITORY),
    group: matching('group', GROUP),
    view: search.get('view') === 'map' ? 'map' : 'list',
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  }
}

/** The same filters as a query, "?q=…" or the empty string; a change of filter goes back to the first page. */
export const queryOf = (filters: Filters, change: Partial<Filters> = {}): string => {
  const { page, view, ...rest } = { ...filters, ...(change.page === undefined ? { page: 1 } : {}), ...change }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== null && value !== '') search.set(name, value)
  if (view === 'map') search.set('view', view)
  if (page > 1) search.set('page', String(page))
  return search.size === 0 ? '' : `?${search.toString().replaceAll('%2F', '/')}`
}

/** How many filters narrow the search, the words apart. */
export const filterCount = (filters: Filters) =>
  [filters.network, filters.kind, filters.function, filters.in, filters.group].filter((value) => value !== null).length
