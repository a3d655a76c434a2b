import '../screen/directory.css'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { Columns, Empty, Page, Pagination, SearchForm, Section, Tabs, TextLink } from '#platform/ui/index.ts'
import { filterCount, filtersOf, queryOf } from '../filters.ts'
import { readResultMap } from '../map.server.ts'
import { canWriteDirectory } from '../policy.ts'
import { FilterPanel, FiltersSet } from '../screen/filter-panel.tsx'
import { ResultList } from '../screen/result-list.tsx'
import { Downloads, Manage, ResultMap } from '../screen/search-parts.tsx'
import { PAGE_SIZE, readFilterNames, readGroups, readNetworks, searchDirectory } from '../search.queries.server.ts'
import type { Route } from './+types/search'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const filters = filtersOf(new URL(args.request.url).searchParams)
    const found = await searchDirectory(scope, filters)
    const writable = Object.keys(actor.roles).filter((network) => canWriteDirectory(actor, network))
    return {
      filters,
      found,
      pages: Math.ceil(found.total / PAGE_SIZE),
      names: await readFilterNames(scope, filters),
      groups: await readGroups(scope, filters.network),
      map: filters.view === 'map' ? await readResultMap(scope, filters, localeOf(args.params.lang) ?? DEFAULT_LOCALE) : null,
      writable: await readNetworks(scope, writable),
    }
  })

type Data = Route.ComponentProps['loaderData']
type HrefOf = (change: Partial<Data['filters']>) => string

export default function Search({ loaderData }: Route.ComponentProps) {
  const { filters, found, groups, writable } = loaderData
  const { say, to } = useLanguage()
  const hrefOf: HrefOf = (change) => `${to('/directory')}${queryOf(filters, change)}`
  return (
    <Page title={say('directory.title')} purpose={say('directory.purpose')} wide>
      <title>{`${say('directory.title')} · Maillage`}</title>
      <SearchForm label={say('directory.search.label')} hint={say('directory.search.hint')} defaultValue={filters.q}>
        <KeptFilters filters={filters} />
      </SearchForm>
      <Columns
        side={<FilterPanel filters={filters} counts={found.counts} groups={groups} hrefOf={hrefOf} />}
        open={filterCount(filters) > 0}
      >
        <Results {...loaderData} hrefOf={hrefOf} />
        {found.total > 0 && <Downloads query={queryOf(filters, { view: 'list' })} />}
        <Manage networks={writable} />
      </Columns>
    </Page>
  )
}

/** A new search keeps what is set beside it. */
const KeptFilters = ({ filters: { q: _, page: __, view, ...kept } }: Pick<Data, 'filters'>) =>
  Object.entries({ ...kept, view: view === 'map' ? view : null }).map(([name, value]) =>
    value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
  )

const Results = ({ filters, found, names, pages, map, hrefOf }: Data & { hrefOf: HrefOf }) => {
  const { say, to, locale } = useLanguage()
  return (
    <Section
      title={say('directory.search.results')}
      aside={<span role="status">{say('directory.search.count', { count: found.total })}</span>}
    >
      <FiltersSet filters={filters} names={names} counts={found.counts} hrefOf={hrefOf} />
      {locale !== 'fr-x-falc' && (
        <Tabs
          label={say('directory.view.label')}
          items={(['list', 'map'] as const).map((view) => ({
            to: hrefOf({ view }),
            label: say(`directory.view.${view}`),
            current: filters.view === view,
          }))}
        />
      )}
      {found.total === 0 && (
        <Empty
          title={say('directory.search.empty.title')}
          what={say('directory.search.empty.what')}
          start={<TextLink to={to('/directory')}>{say('directory.search.reset')}</TextLink>}
        />
      )}
      {map !== null && found.total > 0 && <ResultMap map={map} />}
      {map === null && found.total > 0 && (
        <>
          <ResultList hits={found.hits} />
          <Pagination page={filters.page} pages={pages} hrefOf={(page) => hrefOf({ page })} />
        </>
      )}
    </Section>
  )
}
