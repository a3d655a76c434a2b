import { data, redirect } from 'react-router'
import { listSources } from '#modules/journal/choices.server.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Columns, Empty, LinkButton, Page, Pagination, Table } from '#platform/ui/index.ts'
import { wordsOf } from '../../indicators/index.ts'
import { canState } from '../../policy.ts'
import { Removed } from '../screen/removed.tsx'
import { StatementFilterForm } from '../screen/statement-filters.tsx'
import { shownStatement } from '../shown.server.ts'
import { statementTyped } from '../statement-form.server.ts'
import { membersOnly, removeFigure } from '../statements.commands.server.ts'
import {
  listStatedIndicators,
  listStatements,
  listStatementYears,
  PAGE,
  pageOf,
  readStatement,
  statementFiltersOf,
} from '../statements.queries.server.ts'
import type { Route } from './+types/statements'
import { languageIn, sendBack } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await membersOnly(scope, actor, network)
    const { searchParams } = new URL(args.request.url)
    const filters = statementFiltersOf(searchParams)
    const page = pageOf(searchParams)
    const language = languageIn(args.params)
    const { lines, count } = await listStatements(scope, network, filters, page)
    const words = wordsOf(language)
    return {
      lines: lines.map((line) => shownStatement(line, language)),
      count,
      filters,
      page,
      pages: Math.max(1, Math.ceil(count / PAGE)),
      choices: {
        indicator: (await listStatedIndicators(scope, network)).map((value) => ({ value, label: words.label(value) })),
        source: await listSources(scope, network),
        year: (await listStatementYears(scope, network)).map((year) => ({ value: String(year), label: String(year) })),
      },
      mayState: canState(actor, network),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  if (typed.intent === 'restore') {
    const id = await inRequest(args, (scope, actor) => sendBack(scope, actor, network, typed))
    return redirect(`/${lang}/accounts/${network}/statements/${id}?saved`)
  }
  if (typed.intent !== 'remove') throw failed(new Problem('invalid'))
  const removed = await inRequest(args, async (scope, actor) => {
    const line = await readStatement(scope, network, typed.id ?? '')
    await removeFigure(scope, actor, network, line.id)
    return { kept: statementTyped(line), shown: shownStatement(line, languageIn(args.params)) }
  })
  return data(removed)
}

export default function Statements({
  loaderData: { lines, count, filters, page, pages, choices, mayState },
  actionData,
  params,
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(`/accounts/${params.network}/statements`)
  const actions = (
    <>
      {mayState && (
        <LinkButton kind="primary" to={`${base}/new`}>
          {say('statements.new.act')}
        </LinkButton>
      )}
      <LinkButton kind="quiet" to={to(`/accounts/${params.network}/sources`)}>
        {say('sources.title')}
      </LinkButton>
    </>
  )
  const search = (at: number) =>
    `?${new URLSearchParams([...Object.entries(filters).map(([name, value]): [string, string] => [name, String(value)]), ['page', String(at)]])}`
  return (
    <Page
      title={say('statements.title')}
      purpose={say('statements.purpose')}
      back={{ to: to('/accounts'), label: say('accounts.title') }}
      actions={actions}
      wide
    >
      <title>{`${say('statements.title')} · Maillage`}</title>
      {actionData !== undefined && <Removed kept={actionData.kept} shown={actionData.shown} action={base} />}
      <Columns open={Object.keys(filters).length > 0} side={<StatementFilterForm filters={filters} choices={choices} action={base} />}>
        <p aria-live="polite">{say('statements.count', { n: count })}</p>
        {lines.length === 0 && <Empty title={say('statements.empty.title')} what={say('statements.empty.what')} />}
        {lines.length > 0 && (
          <Table
            caption={say('statements.title')}
            captionHidden
            columns={[
              { key: 'label', label: say('statements.field.indicator') },
              { key: 'value', label: say('statements.field.value'), numeric: true },
              { key: 'period', label: say('statements.period') },
              { key: 'source', label: say('statements.field.source'), under: true },
            ]}
            rows={lines.map(({ id, label, part, value, unit, period, source, locator }) => ({
              key: id,
              href: `${base}/${id}`,
              cells: {
                label: part === '' ? label : `${label} – ${part}`,
                value: `${value} ${unit}`,
                period,
                source: `${source}, ${locator}`,
              },
            }))}
          />
        )}
        <Pagination page={page} pages={pages} hrefOf={(at) => `${base}${search(at)}`} />
      </Columns>
    </Page>
  )
}
