import { redirect } from 'react-router'
import { listComingMeetings } from '#modules/network/index.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Notice, Page, Picture, Section, Table } from '#platform/ui/index.ts'
import { type Asked, type Past, readFigure } from '../figure.server.ts'
import { nameOf } from '../period.ts'
import { Agenda } from '../screen/agenda.tsx'
import { useCell } from '../screen/numbers.tsx'
import { quotesOf } from '../screen/quotes.ts'
import { howCounted, periodSoFar, shortPeriod } from '../screen/spoken.ts'
import { speechOf } from '../speech.server.ts'
import type { Route } from './+types/figure'
import { sendToAgenda } from './sending.server.ts'
import '../screen/overview.css'

const askedOf = ({ params: { network, table, row, lang }, request }: Route.LoaderArgs | Route.ActionArgs): Asked => ({
  network,
  table,
  row,
  lang,
  period: new URL(request.url).searchParams.get('period'),
})

export const loader = async (args: Route.LoaderArgs) => {
  const asked = askedOf(args)
  const read = await inRequest(args, async (scope, actor) => {
    const figure = await readFigure(scope, actor, asked)
    if (figure === undefined) return null
    const { view, table, line, period, columns, course, drawing } = figure
    const { name, isDemonstration, threshold, countedAt, counting } = view
    return {
      of: { name, isDemonstration, threshold, countedAt, counting, chosen: view.period },
      table: { section: table.section, caption: table.caption, what: table.what ?? null },
      label: line.label,
      period,
      columns,
      course,
      drawing,
      quotes: quotesOf(table, line, speechOf(asked.lang).say),
      meetings: await listComingMeetings(scope, asked.network),
    }
  })
  // A period of which nothing of the kind is told: its dashboard says so.
  if (read === null) throw redirect(`/${asked.lang}/overview/${asked.network}?period=${encodeURIComponent(asked.period ?? '')}`)
  return read
}

export const action = (args: Route.ActionArgs) =>
  sendToAgenda(args, async (scope, actor) => {
    const asked = askedOf(args)
    const { view, table, line, period } = found(await readFigure(scope, actor, asked))
    return { ...asked, period, countedAt: view.countedAt, quotes: quotesOf(table, line, speechOf(asked.lang).say) }
  })

/** One row of the dashboard: the number, what it was before, what it counts, and the agenda that it can go to. */
export default function Figure({ loaderData, actionData, params: { network } }: Route.ComponentProps) {
  const { of, table, label, period, columns, course, drawing, quotes, meetings } = loaderData
  const { say, to, intl, language } = useLanguage()
  const name = inWords(of.name, language)
  const otherwise = course.flatMap((each) => (each.isOtherwise ? [shortPeriod(say, each.period)] : []))
  const at = intl.formatDate(of.countedAt, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Page
      title={say('overview.figure.title', { what: table.caption, row: label })}
      purpose={`${name.text}, ${periodSoFar(say, period, course[0]?.isUnderWay === true)}`}
      back={{ to: to(`/overview/${network}?period=${nameOf(of.chosen)}#${table.section}`), label: say('overview.title') }}
    >
      <title>{`${label} · ${table.caption} · ${name.text} · Maillage`}</title>
      {actionData !== undefined && <Wrong faults={actionData.faults} labelOf={(field) => say(`overview.agenda.${field}` as MessageId)} />}
      <Section id="course" title={say('overview.figure.course')}>
        {drawing !== null && (
          <Picture svgWide={drawing.wide} svgNarrow={drawing.narrow} caption={say('overview.figure.picture', { what: table.caption })} />
        )}
        <Course columns={columns} course={course} />
        {otherwise.length > 0 && <p>{say('overview.figure.otherwise', { periods: otherwise.join(', ') })}</p>}
        <p>{say('overview.hidden.note', { most: of.threshold - 1 })}</p>
      </Section>
      <Section id="how" title={say('overview.figure.how')} aside={say('overview.countedAt', { at })}>
        <p>{table.what ?? howCounted(say, table.section, of.counting)}</p>
      </Section>
      <Agenda network={network} quotes={quotes} meetings={meetings} state={actionData ?? { typed: {}, faults: {} }} />
      {of.isDemonstration && <Notice kind="info">{say('overview.invented')}</Notice>}
    </Page>
  )
}

const Course = ({ columns, course }: { columns: readonly string[]; course: readonly Past[] }) => {
  const { say } = useLanguage()
  const cell = useCell()
  return (
    <Table
      caption={say('overview.caption', { what: say('overview.figure.course') })}
      captionHidden
      narrow="scroll"
      columns={[
        { key: 'period', label: say('overview.period'), whole: true },
        ...columns.map((label, at) => ({ key: String(at), label, numeric: true })),
      ]}
      rows={course.map((each) => ({
        key: nameOf(each.period),
        cells: {
          period: each.isUnderWay
            ? say('overview.period.underWay', { period: shortPeriod(say, each.period) })
            : shortPeriod(say, each.period),
          ...Object.fromEntries(columns.map((_, at) => [at, each.cells?.[at] === undefined ? '–' : cell(each.cells[at])])),
        },
      }))}
    />
  )
}
