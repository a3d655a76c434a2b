import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Empty, Fold, Section as Part, Picture, Table, TextLink } from '#platform/ui/index.ts'
import type { OverviewView } from '../view.ts'
import { type Section, TRIAL } from '../vocabulary.ts'
import { type CountList, More } from './more.tsx'
import { periodIn } from './spoken.ts'
import { type Cell, type TableOf, tablesOf } from './tables.ts'

type Pair = { wide: string; narrow: string }
type Props = { view: OverviewView; flows: Pair | null; map: Pair | null; more: readonly CountList[] }

/** What is told by quarter; the rest is told of the whole year, since the counts of a quarter would be too small. */
const BY_QUARTER: readonly Section[] = ['requests', 'unmet', 'caseload']

const useCell = () => {
  const { say, intl } = useLanguage()
  return ({ kind, value }: Cell): ReactNode => {
    if (value === null) return kind === 'count' ? <span className="overview-hidden">{say('overview.hidden')}</span> : '–'
    if (kind === 'share') return intl.formatNumber(value, { style: 'percent', maximumFractionDigits: 0 })
    return intl.formatNumber(value, { maximumFractionDigits: kind === 'count' ? 0 : 1 })
  }
}

const Counts = ({ table, isAlone }: { table: TableOf; isAlone: boolean }) => {
  const { say } = useLanguage()
  const cell = useCell()
  return (
    <Table
      // The section has its title already: two landmarks of one name cannot be told apart.
      caption={
        table.caption === say(`overview.${table.section}` as MessageId) ? say('overview.caption', { what: table.caption }) : table.caption
      }
      captionHidden={isAlone}
      narrow="scroll"
      columns={table.columns.map((label, at) => ({ key: String(at), label, numeric: at > 0 }))}
      rows={table.rows.map(({ key, label, cells }) => ({
        key,
        cells: { 0: label, ...Object.fromEntries(cells.map((each, at) => [at + 1, cell(each)])) },
      }))}
    />
  )
}

/** What a number is, of which days, from which records, and where its way of counting is written. */
const How = ({ section }: { section: Section }) => {
  const { say } = useLanguage()
  return (
    <Fold title={say('overview.how')}>
      <p>{say(`overview.how.${section}` as MessageId)}</p>
    </Fold>
  )
}

export const Sections = ({ view, flows, map, more }: Props) => {
  const { say, to } = useLanguage()
  const tables = tablesOf(view, say)
  const part = (section: Section, before: ReactNode = null, after: ReactNode = null) => {
    const its = tables.filter((table) => table.section === section)
    const period = periodIn(say, BY_QUARTER.includes(section) ? view.period : { ...view.period, quarter: 0 })
    return (
      <Part id={section} title={say(`overview.${section}` as MessageId)} aside={period}>
        {its.length === 0 ? (
          <Empty
            title={say(nothingOf(view, section) ? (`overview.none.${section}` as MessageId) : 'overview.few')}
            what={say(nothingOf(view, section) ? 'overview.none.what' : 'overview.few.what')}
          />
        ) : (
          <>
            {before}
            {its.map((table) => (
              <Counts key={table.key} table={table} isAlone={its.length === 1} />
            ))}
          </>
        )}
        {after}
        <How section={section} />
      </Part>
    )
  }
  return (
    <>
      {part(
        'requests',
        null,
        <p>
          <TextLink to={to(`/care/${view.network}/delays`)}>{say('overview.requests.delays')}</TextLink>
        </p>,
      )}
      {part('unmet')}
      {part('flows', flows !== null && <Picture svgWide={flows.wide} svgNarrow={flows.narrow} caption={say('overview.flows.picture')} />)}
      {part('caseload')}
      {part(
        'coverage',
        map !== null && <Picture svgWide={map.wide} svgNarrow={map.narrow} caption={say('overview.coverage.map')} />,
        <Uncovered view={view} />,
      )}
      {part('plans', null, <Trial view={view} />)}
      {part('continuity')}
      {part('returns')}
      <More lists={more} />
    </>
  )
}

/** Nobody at all, which may be said; a few are something else. */
const nothingOf = (view: OverviewView, section: Section): boolean =>
  ({
    requests: view.requests.way.total === 0,
    unmet: view.unmet.total === 0,
    flows: view.flows.every(({ total }) => total === 0),
    caseload: view.teams.length === 0,
    coverage: view.places.total === 0,
    plans: view.planned.total === 0 && view.crises.total === 0,
    continuity: view.continuity.total === 0,
    returns: view.returns.every(({ total }) => total === 0),
    more: true,
  })[section]

/** Where nobody came from, and where no team works. */
const Uncovered = ({ view: { nobodyFrom, withoutTeam, areas } }: { view: OverviewView }) => {
  const { say } = useLanguage()
  if (areas === 0) return <p>{say('overview.coverage.noAreas')}</p>
  return (
    <>
      <p>{say('overview.coverage.nobody', { n: nobodyFrom.length })}</p>
      {nobodyFrom.length > 0 && <Fold title={say('overview.coverage.nobody.which')}>{nobodyFrom.map(({ name }) => name).join(', ')}</Fold>}
      <p>{say('overview.coverage.noTeam', { n: withoutTeam.length, all: areas })}</p>
      {withoutTeam.length > 0 && (
        <Fold title={say('overview.coverage.noTeam.which')}>{withoutTeam.map(({ name }) => name).join(', ')}</Fold>
      )}
    </>
  )
}

/** The best trial beside what was counted here. */
const Trial = ({ view: { written } }: { view: OverviewView }) => {
  const { say, intl } = useLanguage()
  const percent = (share: number) => intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <>
      <p>{written === null ? say('overview.plans.written.few') : say('overview.plans.written', { n: written })}</p>
      <p>{say('overview.plans.trial', { written: percent(TRIAL.written), used: percent(TRIAL.used) })}</p>
    </>
  )
}
