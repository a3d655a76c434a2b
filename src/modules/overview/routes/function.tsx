import { listComingMeetings } from '#modules/network/index.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Notice, Page, Picture, Section, Table, Tabs, TextLink } from '#platform/ui/index.ts'
import { drawFunction, type FunctionQuarter, quotesOfFunction, readFunction } from '../function.server.ts'
import { nameOf } from '../period.ts'
import { Agenda } from '../screen/agenda.tsx'
import { useCell } from '../screen/numbers.tsx'
import { shortPeriod } from '../screen/spoken.ts'
import { FUNCTIONS } from '../vocabulary.ts'
import type { Route } from './+types/function'
import { sendToAgenda } from './sending.server.ts'
import '../screen/overview.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, code, lang } = args.params
    const { view, quarters } = await readFunction(scope, actor, network, code)
    const { name, threshold, isDemonstration } = view
    return {
      name,
      threshold,
      isDemonstration,
      quarters,
      drawings: drawFunction(quarters, lang),
      quotes: quotesOfFunction(quarters, code, lang)?.quotes ?? [],
      meetings: await listComingMeetings(scope, network),
    }
  })

export const action = (args: Route.ActionArgs) =>
  sendToAgenda(args, async (scope, actor) => {
    const { network, code, lang } = args.params
    const { view, quarters } = await readFunction(scope, actor, network, code)
    const { period, quotes } = quotesOfFunction(quarters, code, lang) ?? { period: view.period, quotes: [] }
    return { network, lang, period, quotes, countedAt: view.countedAt }
  })

/** One function over the quarters: whether it was asked more, answers sooner, follows more people, and with which staff. */
export default function FunctionPage({ loaderData, actionData, params: { network, code } }: Route.ComponentProps) {
  const { quarters, drawings, threshold, isDemonstration, quotes, meetings } = loaderData
  const { say, to, language } = useLanguage()
  const name = inWords(loaderData.name, language)
  const title = say('overview.function', { code, name: say(`function.${code}` as MessageId) })
  const tabs = FUNCTIONS.map((each) => ({ to: to(`/overview/${network}/functions/${each}`), label: each, current: each === code }))
  return (
    <Page
      title={title}
      purpose={say('overview.function.purpose')}
      back={{ to: to(`/overview/${network}`), label: say('overview.title') }}
      wide
    >
      <title>{`${title} · ${name.text} · Maillage`}</title>
      {actionData !== undefined && <Wrong faults={actionData.faults} labelOf={(field) => say(`overview.agenda.${field}` as MessageId)} />}
      <p>
        <strong lang={name.lang}>{name.text}</strong>
      </p>
      <Tabs items={tabs} label={say('overview.functions')} />
      {drawings.map(({ title: what, wide, narrow }) => (
        <Picture key={what} svgWide={wide} svgNarrow={narrow} caption={say('overview.figure.picture', { what })} />
      ))}
      <Section title={say('overview.function.quarters')}>
        <Quarters quarters={quarters} />
        <p>{say('overview.hidden.note', { most: threshold - 1 })}</p>
        <p>{say('overview.function.how')}</p>
        <p>
          <TextLink to={to(`/care/${network}/delays`)}>{say('overview.requests.delays')}</TextLink> ·{' '}
          <TextLink to={to(`/overview/${network}#flows`)}>{say('overview.flows')}</TextLink> ·{' '}
          <TextLink to={to(`/network/${network}/beds`)}>{say('overview.function.beds')}</TextLink>
        </p>
      </Section>
      <Agenda network={network} quotes={quotes} meetings={meetings} state={actionData ?? { typed: {}, faults: {} }} />
      {isDemonstration && <Notice kind="info">{say('overview.invented')}</Notice>}
    </Page>
  )
}

const LONGEST_IN_HOURS = 72
const Quarters = ({ quarters }: { quarters: readonly FunctionQuarter[] }) => {
  const { say, intl } = useLanguage()
  const cell = useCell()
  const time = (hours: number | null) =>
    hours === null
      ? '–'
      : hours < LONGEST_IN_HOURS
        ? say('overview.hours', { n: intl.formatNumber(hours, { maximumFractionDigits: hours < 10 ? 1 : 0 }) })
        : say('overview.days', { n: intl.formatNumber(hours / 24, { maximumFractionDigits: 1 }) })
  return (
    <Table
      caption={say('overview.caption', { what: say('overview.function.quarters') })}
      captionHidden
      narrow="scroll"
      columns={[
        { key: 'period', label: say('overview.period'), whole: true },
        { key: 'requests', label: say('overview.function.requests'), numeric: true },
        { key: 'inTime', label: say('overview.function.inTime'), numeric: true },
        { key: 'answer', label: say('overview.function.answer'), numeric: true, whole: true },
        { key: 'meeting', label: say('overview.function.meetingMedian'), numeric: true, whole: true },
        { key: 'followed', label: say('overview.caseload.followed'), numeric: true },
        { key: 'fte', label: say('overview.caseload.fte'), numeric: true },
        { key: 'perFte', label: say('overview.caseload.perFte'), numeric: true },
      ]}
      rows={quarters.map((each) => ({
        key: nameOf(each.period),
        cells: {
          period: each.isUnderWay
            ? say('overview.period.underWay', { period: shortPeriod(say, each.period) })
            : shortPeriod(say, each.period),
          requests: cell({ kind: 'count', value: each.requests }),
          inTime: cell({ kind: 'share', value: each.answeredInTime }),
          answer: time(each.answerMedian),
          meeting: time(each.meetingMedian),
          followed: cell({ kind: 'count', value: each.followed }),
          fte: cell({ kind: 'fte', value: each.fte }),
          perFte: cell({ kind: 'rate', value: each.perFte }),
        },
      }))}
    />
  )
}
