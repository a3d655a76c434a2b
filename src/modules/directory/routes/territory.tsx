import '../screen/directory.css'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, Page, Pagination, SearchForm, Section, Table, TextLink } from '#platform/ui/index.ts'
import { filtersOf } from '../filters.ts'
import { Places } from '../screen/contact.tsx'
import { ResultList } from '../screen/result-list.tsx'
import { useDirectoryWords } from '../screen/words.tsx'
import { searchDirectory } from '../search.queries.server.ts'
import { CHILDREN_SHOWN, readTerritoryPage } from '../territories.queries.server.ts'
import type { Route } from './+types/territory'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { q, page } = filtersOf(new URL(args.request.url).searchParams)
    const territory = await readTerritoryPage(scope, args.params.id, { q, page })
    return {
      ...territory,
      q,
      page,
      pages: Math.ceil(territory.children.total / CHILDREN_SHOWN),
      here: await searchDirectory(scope, filtersOf(new URLSearchParams({ in: args.params.id }))),
    }
  })

export default function TerritoryPage({
  loaderData: { territory, population, above, children, areas, entries, here, q, page, pages },
}: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const { people } = useDirectoryWords()
  const own = to(`/directory/territories/${territory.id}`)
  const hasChildren = children.total > 0 || q !== ''
  return (
    <Page title={territory.name} purpose={say('territory.purpose')} back={{ to: to('/directory'), label: say('directory.back') }}>
      <title>{`${territory.name} · Maillage`}</title>
      <DescriptionList
        items={[
          { key: 'kind', term: say('territory.kind'), description: say(`territory.kind.${territory.kind}`) },
          { key: 'population', term: say('territory.population'), description: people(population) },
          ...(above.length === 0 ? [] : [{ key: 'above', term: say('territory.above'), description: <Places places={above} /> }]),
        ]}
      />
      <Section
        title={say('territory.entries')}
        aside={
          entries === 0 ? undefined : (
            <TextLink to={`${to('/directory')}?in=${territory.id}`}>{say('territory.entries.all', { count: entries })}</TextLink>
          )
        }
      >
        {entries === 0 ? <p>{say('territory.entries.all', { count: 0 })}</p> : <ResultList hits={here.hits.slice(0, 10)} />}
      </Section>
      {areas.length > 0 && (
        <Section title={say('territory.areas')}>
          <ul>
            {areas.map(({ network, id, name, kind }) => (
              <li key={`${network} ${id}`}>
                <TextLink to={to(`/directory/${network}/areas/${id}`)}>{name}</TextLink>
                {` – ${say(`area.kind.${kind}`)}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {hasChildren && (
        <Section title={say('territory.inside')} aside={say('territory.inside.count', { count: children.total })}>
          {(pages > 1 || q !== '') && <SearchForm label={say('territory.inside.search', { name: territory.name })} defaultValue={q} />}
          {children.rows.length === 0 ? (
            <p>{say('territory.inside.none')}</p>
          ) : (
            <Table
              caption={say('territory.inside')}
              captionHidden
              columns={[
                { key: 'name', label: say('territory.col.name') },
                { key: 'population', label: say('territory.col.population'), numeric: true },
                { key: 'entries', label: say('territory.col.entries'), numeric: true },
              ]}
              rows={children.rows.map(({ id, name, population: inhabitants, entries: count }) => ({
                key: id,
                href: to(`/directory/territories/${id}`),
                cells: {
                  name,
                  population: inhabitants === null ? '' : intl.formatNumber(inhabitants),
                  entries: count === 0 ? '' : intl.formatNumber(count),
                },
              }))}
            />
          )}
          <Pagination
            page={page}
            pages={pages}
            hrefOf={(at) => `${own}?${new URLSearchParams({ ...(q === '' ? {} : { q }), page: String(at) })}`}
          />
        </Section>
      )}
    </Page>
  )
}
