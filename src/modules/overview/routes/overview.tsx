import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, LinkButton, Notice, Page, SelectField, TextLink } from '#platform/ui/index.ts'
import { forPage, readDashboard } from '../dashboard.server.ts'
import { nameOf } from '../period.ts'
import { drawMap, drawPictures } from '../pictures.server.ts'
import { canSetCounting } from '../policy.ts'
import { Sections } from '../screen/sections.tsx'
import { periodIn, periodSoFar } from '../screen/spoken.ts'
import { speechOf } from '../speech.server.ts'
import { FUNCTIONS, SECTIONS } from '../vocabulary.ts'
import type { Route } from './+types/overview'
import '../screen/overview.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, lang } = args.params
    const wished = new URL(args.request.url).searchParams.get('period')
    const { view, dashboard } = await readDashboard(scope, actor, network, wished, speechOf(lang))
    return {
      dashboard: forPage(dashboard),
      maySet: canSetCounting(actor, network),
      flows: drawPictures(view, lang),
      map: drawMap(view, lang),
    }
  })

/** What a network does, in counts: for who steers it. */
export default function Overview({ loaderData, params: { network } }: Route.ComponentProps) {
  const { dashboard, maySet, flows, map } = loaderData
  const { say, to, intl, language } = useLanguage()
  const { period, isUnderWay } = dashboard
  const name = inWords(dashboard.name, language)
  const at = intl.formatDate(dashboard.countedAt, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Page
      title={say('overview.title')}
      purpose={say('overview.purpose')}
      back={{ to: to(`/network/${network}`), label: name.text }}
      wide
      actions={
        <>
          <LinkButton to={to(`/care/${network}/delays`)}>{say('overview.delays')}</LinkButton>
          <LinkButton kind="quiet" to={to(`/overview/${network}/counts.csv?period=${nameOf(period)}`)} reload>
            {say('overview.csv')}
          </LinkButton>
          {maySet && (
            <LinkButton kind="quiet" to={to(`/overview/${network}/settings`)}>
              {say('overview.settings')}
            </LinkButton>
          )}
        </>
      }
    >
      <title>{`${say('overview.title')} · ${name.text} · Maillage`}</title>
      <form method="get" className="overview-choice">
        <SelectField
          name="period"
          label={say('overview.period')}
          defaultValue={nameOf(period)}
          options={dashboard.periods.map((each) => ({ value: nameOf(each), label: periodIn(say, each) }))}
        />
        <Button>{say('overview.show')}</Button>
      </form>
      <p>
        <strong>
          <span lang={name.lang}>{name.text}</span>, {periodSoFar(say, period, isUnderWay)}
        </strong>{' '}
        · {say('overview.countedAt', { at })}
      </p>
      <p className="overview-open">{say('overview.open')}</p>
      <p className="overview-functions">
        {say('overview.functions.open')}
        {FUNCTIONS.map((code) => (
          <TextLink key={code} to={to(`/overview/${network}/functions/${code}`)}>
            {code}
            <span className="visually-hidden"> {say(`function.${code}`)}</span>
          </TextLink>
        ))}
      </p>
      <p className="overview-functions">
        {say('overview.sections')}
        {SECTIONS.filter((section) => section !== 'more').map((section) => (
          <a key={section} href={`#${section}`}>
            {say(`overview.${section}`)}
          </a>
        ))}
      </p>
      <p>{say('overview.hidden.note', { most: dashboard.threshold - 1 })}</p>
      <Sections dashboard={dashboard} flows={flows} map={map} />
      {dashboard.isDemonstration && <Notice kind="info">{say('overview.invented')}</Notice>}
    </Page>
  )
}
