import '../screen/journal.css'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Columns, Empty, LinkButton, Notice, OlderNewer, Page, Row, useSaved } from '#platform/ui/index.ts'
import { listActivities } from '../activities.queries.server.ts'
import { listActivityCountries, listKinds, listOrganisations, listProgrammes, listYears } from '../choices.server.ts'
import { countryNames } from '../countries.server.ts'
import { cursorOf, filtersOf, searchOf } from '../filters.ts'
import { journalOf } from '../networks.queries.server.ts'
import { canWrite } from '../policy.ts'
import { FilterForm, FiltersSet } from '../screen/filter-form.tsx'
import { Months } from '../screen/months.tsx'
import { COUNTED } from '../vocabulary.ts'
import type { Route } from './+types/journal'
import { languageIn } from './saving.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { name } = await journalOf(scope, actor, network)
    const { searchParams } = new URL(args.request.url)
    const filters = filtersOf(searchParams)
    const language = languageIn(args.params)
    const page = await listActivities(scope, network, filters, cursorOf(searchParams))
    const countries = await listActivityCountries(scope, network)
    return {
      name,
      filters,
      page,
      mayWrite: canWrite(actor, network),
      choices: {
        programmes: await listProgrammes(scope, network, language),
        kinds: await listKinds(scope, network),
        years: await listYears(scope, network),
        organisations: await listOrganisations(scope, network),
        countries,
      },
      countries: countryNames(language, [...countries, ...page.lines.map(({ country }) => country)]),
    }
  })

export default function Journal({ loaderData: { name, filters, page, mayWrite, choices, countries }, params }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const base = to(`/journal/${params.network}`)
  const title = say('journal.of', { network: inWords(name, language).text })
  const saved = useSaved()
  const isFiltered = Object.keys(filters).length > 0
  const record = (
    <LinkButton kind="primary" to={`${base}/new`}>
      {say('journal.new.act')}
    </LinkButton>
  )
  return (
    <Page title={title} purpose={say('journal.purpose')} wide {...(mayWrite ? { actions: record } : {})}>
      <title>{`${title} · Maillage`}</title>
      {saved === 'removed' && <Notice kind="saved">{say('journal.removed')}</Notice>}
      <Columns open={isFiltered} side={<FilterForm filters={filters} choices={choices} countries={countries} action={base} />}>
        <FiltersSet filters={filters} choices={choices} countries={countries} base={base} />
        <p aria-live="polite">
          {page.count > COUNTED ? say('journal.count.more', { n: COUNTED }) : say('journal.count', { n: page.count })}
        </p>
        {page.lines.length === 0 && (
          <Empty
            title={say(isFiltered ? 'journal.empty.filtered' : 'journal.empty.title')}
            what={say(isFiltered ? 'journal.empty.filtered.what' : 'journal.empty.what')}
            {...(mayWrite && !isFiltered ? { start: record } : {})}
          />
        )}
        <Months lines={page.lines} base={base} countries={countries} />
        <OlderNewer newer={page.newer} older={page.older} hrefOf={(cursor) => `${base}${searchOf(filters, cursor)}`} />
        {page.lines.length > 0 && (
          <Row>
            <LinkButton kind="quiet" reload to={`${base}/export.csv${searchOf(filters)}`}>
              {say('journal.export')}
            </LinkButton>
          </Row>
        )}
      </Columns>
    </Page>
  )
}
