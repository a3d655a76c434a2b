import { type Say, useLanguage } from '#platform/languages/intl.tsx'
import { languageOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, Fold, LinkButton, Page, Section, Table } from '#platform/ui/index.ts'
import { traceOf } from '../compose/trace.server.ts'
import type { Figure } from '../figures.ts'
import { indicatorOf, isOfCare } from '../indicators/index.ts'
import { canReadLive, canState } from '../policy.ts'
import { readRows } from '../queries.server.ts'
import { Explained } from '../screen/explained.tsx'
import { Relations } from '../screen/relations.tsx'
import { readShown } from '../shown.server.ts'
import type { Route } from './+types/figure'
import { askedOf, editionQuery } from './asked.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const asked = askedOf(args)
    const { data, document } = await readShown(scope, actor, asked)
    const trace = found(traceOf(data, document, args.params.figure))
    const isMember = canReadLive(actor, asked.network)
    const facts = isMember && !trace.view.suppressed ? await readRows(scope, asked.network, trace.figure) : { rows: [], query: null }
    return {
      view: trace.view,
      note: trace.note,
      others: trace.others,
      relations: trace.relations,
      definition: trace.definition,
      computedAt: data.computedAt,
      count: trace.figure.origin.kind === 'computed' ? trace.figure.origin.rows : null,
      isMember,
      isOfCare: isOfCare(indicatorOf(trace.figure.indicator)),
      // A published figure is corrected where it is stated.
      correct: statementOf(trace.figure, canState(actor, asked.network)),
      facts,
      query: editionQuery(args),
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

type Data = Route.ComponentProps['loaderData']

export default function FigurePage({ loaderData, params }: Route.ComponentProps) {
  const { view, relations, correct, facts, query } = loaderData
  const { say, to } = useLanguage()
  return (
    <Page
      title={<Explained>{view.label}</Explained>}
      purpose={say('figure.purpose')}
      back={{ to: to(`/accounts/${params.network}/${params.year}${query}`), label: say('figure.back') }}
    >
      <title>{`${view.label} · Maillage`}</title>
      <p className="figure-value">
        <span className="figure-number">{view.shown}</span> <span className="figure-unit">{view.unitLabel}</span>
      </p>
      <Meaning {...loaderData} />
      {correct !== null && (
        <p>
          <LinkButton to={to(`/accounts/${params.network}/statements/${correct}/edit`)}>{say('figure.correct')}</LinkButton>
        </p>
      )}
      <Elsewhere {...loaderData} />
      {relations.length > 0 && (
        <Section title={say('figure.relations')}>
          <Relations relations={relations} />
        </Section>
      )}
      <Counted {...loaderData} />
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

const Meaning = ({ view, note, definition, computedAt, count }: Data) => {
  const { say, intl } = useLanguage()
  return (
    <DescriptionList
      items={[
        { term: say('figure.definition'), description: definition },
        { term: say('figure.period'), description: view.periodLabel },
        { term: say('figure.origin'), description: view.sourceLabel },
        ...(note === null ? [] : [{ term: say('figure.note'), description: note }]),
        {
          term: say(count === null ? 'figure.readAt' : 'figure.computedAt'),
          description: intl.formatDate(computedAt, { dateStyle: 'long', timeStyle: 'short' }),
        },
      ]}
    />
  )
}

/** The other places that state the same number. */
const Elsewhere = ({ others }: Data) => {
  const { say } = useLanguage()
  if (others.length === 0) return null
  return (
    <Section title={say('figure.others')}>
      <ul>
        {others.map(({ shown, place, note }) => (
          <li key={`${shown} ${place}`}>
            {`${shown} – ${place}`}
            {note !== null && <span className="relation-note">{say('account.relation.note', { note })}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The records that a computed figure counts; where there are none to show, why. */
const Counted = ({ view, count, isMember, isOfCare: ofCare, facts: { rows } }: Data) => {
  const { say, to, intl, locale } = useLanguage()
  const titleOf = (title: unknown) =>
    typeof title === 'string' ? title : inWords(title as Record<string, string>, languageOf(locale)).text
  const none = view.suppressed
    ? 'figure.rows.hidden'
    : ofCare
      ? 'figure.rows.counts'
      : count === null || isMember
        ? 'figure.rows.none'
        : 'figure.rows.members'
  if (rows.length === 0)
    return (
      <Section title={say('figure.rows')}>
        <p>{say(none)}</p>
      </Section>
    )
  return (
    <Section title={say('figure.rows')} {...(count === null ? {} : { aside: say('figure.rows.of', { shown: rows.length, total: count }) })}>
      <Table
        caption={say('figure.rows')}
        captionHidden
        columns={[
          { key: 'record', label: say('figure.rows.record') },
          { key: 'on', label: say('figure.rows.on') },
          { key: 'amount', label: say('figure.rows.amount'), numeric: true },
        ]}
        rows={rows.map(({ record, title, on, precision, amount, exactness, address }) => ({
          key: record,
          href: to(`/${address}`),
          cells: {
            record: titleOf(title),
            on: on === null ? '' : intl.formatDate(`${on}T12:00:00Z`, SHOWN_DAY[precision]),
            amount: amountWords(say, intl.formatNumber(amount ?? 0), amount === null ? 'unknown' : exactness),
          },
        }))}
      />
    </Section>
  )
}
