import { type Say, useLanguage } from '#platform/languages/intl.tsx'
import { languageOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, Fold, LinkButton, Page, Section, Table } from '#platform/ui/index.ts'
import { traceOf } from '../compose/trace.server.ts'
import type { Figure } from '../figures.ts'
import { canReadLive, canState } from '../policy.ts'
import { readRows } from '../queries.server.ts'
import { Relations } from '../screen/relations.tsx'
import { readShown } from '../shown.server.ts'
import type { Route } from './+types/figure'
import { askedOf } from './asked.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const asked = askedOf(args)
    const { data, document } = await readShown(scope, actor, asked)
    const trace = found(traceOf(data, document, args.params.figure))
    const isMember = canReadLive(actor, asked.network)
    const facts = isMember && !trace.view.suppressed ? await readRows(scope, asked.network, trace.figure) : { rows: [], query: null }
    return {
      view: trace.view,
      others: trace.others,
      relations: trace.relations,
      definition: trace.definition,
      computedAt: data.computedAt,
      count: trace.figure.origin.kind === 'computed' ? trace.figure.origin.rows : null,
      isMember,
      // A published figure is corrected where it is stated.
      correct: statementOf(trace.figure, canState(actor, asked.network)),
      facts,
      query: args.url.search,
    }
  })

const statementOf = ({ origin }: Figure, mayState: boolean) => (mayState && origin.kind === 'published' ? origin.statementId : null)

// A record that is known only to the month or the year is not given a day.
const SHOWN_DAY = {
  day: { dateStyle: 'long' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const
const amountWords = (say: Say, n: string, exactness: string) => {
  if (exactness === 'about' || exactness === 'nearly' || exactness === 'over') return say(`account.shown.${exactness}`, { n })
  return exactness === 'unknown' ? say('account.shown.unknown') : n
}

export default function FigurePage({
  loaderData: { view, others, relations, definition, computedAt, count, isMember, correct, facts, query },
  params,
}: Route.ComponentProps) {
  const { say, to, intl, locale } = useLanguage()
  const language = languageOf(locale)
  const titleOf = (title: unknown) => (typeof title === 'string' ? title : inWords(title as Record<string, string>, language).text)
  return (
    <Page
      title={view.label}
      purpose={say('figure.purpose')}
      back={{ to: to(`/accounts/${params.network}/${params.year}${query}`), label: say('figure.back') }}
    >
      <title>{`${view.label} · Maillage`}</title>
      <p className="figure-value">
        <span className="figure-number">{view.shown}</span> <span className="figure-unit">{view.unitLabel}</span>
      </p>
      <DescriptionList
        items={[
          { term: say('figure.definition'), description: definition },
          { term: say('figure.period'), description: view.periodLabel },
          { term: say('figure.origin'), description: view.sourceLabel },
          {
            term: say(count === null ? 'figure.readAt' : 'figure.computedAt'),
            description: intl.formatDate(computedAt, { dateStyle: 'long', timeStyle: 'short' }),
          },
        ]}
      />
      {correct !== null && (
        <p>
          <LinkButton to={to(`/accounts/${params.network}/statements/${correct}/edit`)}>{say('figure.correct')}</LinkButton>
        </p>
      )}
      {others.length > 0 && (
        <Section title={say('figure.others')}>
          <ul>
            {others.map(({ shown, place }) => (
              <li key={place}>{`${shown} – ${place}`}</li>
            ))}
          </ul>
        </Section>
      )}
      {relations.length > 0 && (
        <Section title={say('figure.relations')}>
          <Relations relations={relations} />
        </Section>
      )}
      <Section
        title={say('figure.rows')}
        {...(facts.rows.length > 0 && count !== null ? { aside: say('figure.rows.of', { shown: facts.rows.length, total: count }) } : {})}
      >
        {facts.rows.length > 0 ? (
          <Table
            caption={say('figure.rows')}
            captionHidden
            columns={[
              { key: 'record', label: say('figure.rows.record') },
              { key: 'on', label: say('figure.rows.on') },
              { key: 'amount', label: say('figure.rows.amount'), numeric: true },
            ]}
            rows={facts.rows.map(({ record, title, on, precision, amount, exactness, address }) => ({
              key: record,
              href: to(`/${address}`),
              cells: {
                record: titleOf(title),
                on: on === null ? '' : intl.formatDate(`${on}T12:00:00Z`, SHOWN_DAY[precision]),
                amount: amountWords(say, intl.formatNumber(amount ?? 0), amount === null ? 'unknown' : exactness),
              },
            }))}
          />
        ) : (
          <p>
            {say(
              view.suppressed
                ? 'figure.rows.hidden'
                : count === null
                  ? 'figure.rows.none'
                  : isMember
                    ? 'figure.rows.none'
                    : 'figure.rows.members',
            )}
          </p>
        )}
      </Section>
      {facts.query !== null && (
        <Fold title={say('figure.query')}>
          <p>{say('figure.query.what')}</p>
          <pre className="query">
            <code>{facts.query}</code>
          </pre>
        </Fold>
      )}
    </Page>
  )
}
