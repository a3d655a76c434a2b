import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Empty, Fold, Section as Part, Picture, TextLink } from '#platform/ui/index.ts'
import type { Dashboard } from '../view.ts'
import { QUARTERLY, type Section, TRIAL } from '../vocabulary.ts'
import { Numbers } from './numbers.tsx'
import { howCounted, periodIn } from './spoken.ts'

type Pair = { wide: string; narrow: string }
type Props = { dashboard: Dashboard & { isShortened: boolean }; flows: Pair | null; map: Pair | null }

/** What a number is, and of which days. */
export const How = ({ section, counting }: { section: Section; counting: Dashboard['counting'] }) => {
  const { say } = useLanguage()
  return (
    <Fold title={say('overview.how')}>
      <p>{howCounted(say, section, counting)}</p>
    </Fold>
  )
}

/** Every section of the dashboard: its pictures and tables, what it says beside them, and how it is counted. */
export const Sections = ({ dashboard, flows, map }: Props) => {
  const { say, to } = useLanguage()
  const { network, nothing, tables, isShortened, period: chosen } = dashboard
  const periodOf = (key: string) => periodIn(say, QUARTERLY.includes(key) ? chosen : { ...chosen, quarter: 0 })
  const part = (section: Section, before: ReactNode = null, after: ReactNode = null) => {
    const its = tables.filter((table) => table.section === section)
    const period = periodOf(its[0]?.key ?? (section === 'requests' ? 'way' : section))
    const isNothing = nothing.includes(section)
    return (
      <Part id={section} title={say(`overview.${section}` as MessageId)} aside={period}>
        {its.length === 0 ? (
          <Empty
            title={say(isNothing ? (`overview.none.${section}` as MessageId) : 'overview.few')}
            what={say(isNothing ? 'overview.none.what' : 'overview.few.what')}
          />
        ) : (
          <>
            {before}
            {its.map((table) => (
              <Numbers key={table.key} table={table} network={network} period={chosen} isAlone={its.length === 1} />
            ))}
          </>
        )}
        {after}
        <How section={section} counting={dashboard.counting} />
      </Part>
    )
  }
  return (
    <>
      {part(
        'requests',
        null,
        <p>
          <TextLink to={to(`/care/${network}/delays`)}>{say('overview.requests.delays')}</TextLink>
        </p>,
      )}
      {part('unmet')}
      {part('flows', flows !== null && <Picture svgWide={flows.wide} svgNarrow={flows.narrow} caption={say('overview.flows.picture')} />)}
      {part(
        'caseload',
        null,
        isShortened && (
          <p>
            {say('overview.caseload.many', { most: dashboard.mostTeams })}{' '}
            <TextLink to={to(`/network/${network}/load`)}>{say('overview.caseload.teams')}</TextLink>
          </p>
        ),
      )}
      {part(
        'coverage',
        map !== null && <Picture svgWide={map.wide} svgNarrow={map.narrow} caption={say('overview.coverage.map')} />,
        <Uncovered dashboard={dashboard} />,
      )}
      {part('plans', null, <Trial written={dashboard.written} />)}
      {part('continuity')}
      {part('returns')}
      {tables
        .filter(({ section }) => section === 'more')
        .map((table) => (
          <Part key={table.key} id={table.key} title={table.caption} aside={periodOf(table.key)}>
            <p>{table.what}</p>
            <Numbers table={table} network={network} period={chosen} isAlone />
          </Part>
        ))}
    </>
  )
}

/** Where nobody came from, and where no team works. */
const Uncovered = ({ dashboard: { nobodyFrom, withoutTeam, areas } }: { dashboard: Dashboard }) => {
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
const Trial = ({ written }: { written: number | null }) => {
  const { say, intl } = useLanguage()
  const percent = (share: number) => intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <>
      <p>{written === null ? say('overview.plans.written.few') : say('overview.plans.written', { n: written })}</p>
      <p>{say('overview.plans.trial', { written: percent(TRIAL.written), used: percent(TRIAL.used) })}</p>
    </>
  )
}
