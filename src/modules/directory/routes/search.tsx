import '../screen/directory.css'
import '#modules/account/render/pictures.css'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import {
  Columns,
  Empty,
  LinkButton,
  Page,
  Pagination,
  Picture,
  Row,
  SearchForm,
  Section,
  Stack,
  Tabs,
  TextLink,
} from '#platform/ui/index.ts'
import { filterCount, filtersOf, queryOf } from '../filters.ts'
import { readResultMap } from '../map.server.ts'
import { canWriteDirectory } from '../policy.ts'
import { FilterPanel, FiltersSet } from '../screen/filter-panel.tsx'
import { ResultList } from '../screen/result-list.tsx'
import { PAGE_SIZE, readFilterNames, readGroups, searchDirectory } from '../search.queries.server.ts'
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
      writable,
    }
  })

export default function Search({ loaderData: { filters, found, pages, names, groups, map, writable } }: Route.ComponentProps) {
  const { say, to, locale } = useLanguage()
  const hrefOf = (change: Partial<typeof filters>) => `${to('/directory')}${queryOf(filters, change)}`
  const kept = Object.entries({
    network: filters.network,
    kind: filters.kind,
    function: filters.function,
    in: filters.in,
    group: filters.group,
    view: filters.view === 'map' ? 'map' : null,
  })
  return (
    <Page title={say('directory.title')} purpose={say('directory.purpose')} wide>
      <title>{`${say('directory.title')} · Maillage`}</title>
      <SearchForm label={say('directory.search.label')} hint={say('directory.search.hint')} defaultValue={filters.q}>
        {kept.map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
      </SearchForm>
      <Columns
        side={<FilterPanel filters={filters} counts={found.counts} groups={groups} hrefOf={hrefOf} />}
        open={filterCount(filters) > 0}
      >
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
          {map !== null && found.total > 0 && (
            <Picture
              svgWide={map.wide}
              svgNarrow={map.narrow}
              caption={map.summary}
              table={
                <ul>
                  {map.places.map(({ label, href }) => (
                    <li key={`${label} ${href}`}>{href === null ? label : <TextLink to={href}>{label}</TextLink>}</li>
                  ))}
                </ul>
              }
            />
          )}
          {map === null && found.total > 0 && (
            <>
              <ResultList hits={found.hits} />
              <Pagination page={filters.page} pages={pages} hrefOf={(page) => hrefOf({ page })} />
            </>
          )}
        </Section>
        {found.total > 0 && (
          <Section title={say('directory.export.title')}>
            <p>{say('directory.export.what')}</p>
            <Row>
              <LinkButton kind="quiet" reload to={`${to('/directory/export.csv')}${queryOf(filters, { view: 'list' })}`}>
                {say('directory.export.csv')}
              </LinkButton>
              <LinkButton kind="quiet" reload to={`${to('/directory/export.json')}${queryOf(filters, { view: 'list' })}`}>
                {say('directory.export.json')}
              </LinkButton>
            </Row>
          </Section>
        )}
        {writable.length > 0 && (
          <Section title={say('directory.manage.title')}>
            <Stack gap="small">
              {writable.map((network) => (
                <Row key={network}>
                  <LinkButton to={to(`/directory/${network}/organisations/new`)}>{say('directory.manage.add', { network })}</LinkButton>
                  <LinkButton kind="quiet" to={to(`/directory/${network}/import`)}>
                    {say('directory.manage.import', { network })}
                  </LinkButton>
                </Row>
              ))}
            </Stack>
          </Section>
        )}
      </Columns>
    </Page>
  )
}
