import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton, Notice, Page, Picture, Row, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { listLedTeams, listTurns, listUnits, readNetwork } from '../calendar.queries.server.ts'
import { dayIn, timeNow } from '../days.ts'
import { drawStops } from '../map.server.ts'
import { mayCount } from '../policy.ts'
import { TurnLine, TurnList, useDay } from '../screen/turns.tsx'
import { Welcome } from '../screen/welcome.tsx'
import { AHEAD_DAYS, outreachPath, teamPath } from '../vocabulary.ts'
import type { Route } from './+types/stops'

/** What changes within so many days is said before all else. */
const CHANGES_DAYS = 7
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { name } = await readNetwork(scope, network)
    const [today, now] = [dayIn(0), timeNow()]
    // What is over today helps nobody any more.
    const turns = (await listTurns(scope, network, today, dayIn(AHEAD_DAYS))).filter(({ day, ends }) => day > today || ends > now)
    return {
      name,
      turns,
      map: drawStops(turns, localeOf(args.params.lang) ?? DEFAULT_LOCALE),
      units: (await listUnits(scope, network)).filter(({ isMine }) => isMine),
      led: actor.personId === '' ? [] : await listLedTeams(scope, network),
      counts: mayCount(actor, network),
      // A telephone that follows the file learns of what changes; one that took it once does not.
      follow: `webcal://${new URL(args.request.url).host}/${args.params.lang}${outreachPath(network)}/calendar.ics`,
      soon: dayIn(CHANGES_DAYS),
    }
  })

/** Where and when anybody can meet the team that goes out: the next stop first, on a telephone. */
export default function Stops({ loaderData, params: { network } }: Route.ComponentProps) {
  const { turns, map, name, units, led, counts, follow, soon } = loaderData
  const { say, to, language } = useLanguage()
  const base = to(outreachPath(network))
  const [first, ...rest] = turns.filter(({ state }) => state !== 'cancelled')
  const others = turns.filter((turn) => turn !== first)
  const changes = turns.filter((turn) => turn.state !== 'on' && turn.isPublic && turn.day <= soon)
  return (
    <Page title={say('outreach.title')} purpose={say('outreach.purpose', { network: inWords(name, language).text })} wide>
      <title>{`${say('outreach.title')} · Maillage`}</title>
      <Stack gap="large">
        {changes.length > 0 && <Changes turns={changes} />}
        {first === undefined ? (
          <Empty
            title={say('outreach.none')}
            what={say('outreach.none.what')}
            start={<TextLink to={to(`/guide/${network}`)}>{say('outreach.guide')}</TextLink>}
          />
        ) : (
          <Next turn={first} />
        )}
        {(rest.length > 0 || map !== null) && (
          <div className="stop-columns">
            {others.length > 0 && (
              <Section title={say('outreach.later')} id="later">
                <Stack>
                  <TurnList turns={others} />
                </Stack>
              </Section>
            )}
            {map !== null && (
              <Section title={say('outreach.map.title')} id="map">
                <Picture svgWide={map.wide} svgNarrow={map.narrow} caption={map.summary} table={<StopNames turns={turns} />} />
              </Section>
            )}
          </div>
        )}
        {first !== undefined && (
          <Row>
            <LinkButton to={`${base}/month`}>{say('outreach.month')}</LinkButton>
            <LinkButton kind="quiet" reload to={`${base}/calendar.ics`}>
              {say('outreach.ics')}
            </LinkButton>
            <a className="link" href={follow}>
              {say('outreach.follow')}
            </a>
          </Row>
        )}
        <Welcome spoken={[...new Set(turns.flatMap(({ languages }) => languages))]} />
        {(units.length > 0 || led.length > 0 || counts) && (
          <Section title={say('outreach.work')}>
            <Row>
              {units.map(({ service, name: team }) => (
                <LinkButton key={service} to={to(teamPath(network, service))}>
                  {team}
                </LinkButton>
              ))}
              {led.map(({ value, label }) => (
                <LinkButton key={value} kind="quiet" to={to(`${teamPath(network, value)}/rounds`)}>
                  {say('outreach.start', { team: label })}
                </LinkButton>
              ))}
              {counts && (
                <LinkButton kind="quiet" to={`${base}/counts`}>
                  {say('outreach.counts')}
                </LinkButton>
              )}
            </Row>
          </Section>
        )}
      </Stack>
    </Page>
  )
}

type Turn = Route.ComponentProps['loaderData']['turns'][number]

const Next = ({ turn }: { turn: Turn }) => {
  const { say } = useLanguage()
  const day = useDay()
  return (
    <Section title={say('outreach.next')} id="next">
      <p>
        <strong>{day(turn.day)}</strong>
      </p>
      <ul className="stop-list">
        <TurnLine turn={turn} />
      </ul>
      <p>{say('outreach.how')}</p>
      {turn.phone !== null && (
        <p>
          <a className="link" href={`tel:${turn.phone.replaceAll(/[^+\d]/g, '')}`}>
            {say('outreach.phone', { phone: turn.phone })}
          </a>
        </p>
      )}
    </Section>
  )
}

/** What is not as always in the days to come: whoever knows the usual hour reads this first. */
const Changes = ({ turns }: { turns: readonly Turn[] }) => {
  const { say } = useLanguage()
  return (
    <Notice kind="attention" title={say('outreach.changes')}>
      <TurnList turns={turns} />
    </Notice>
  )
}

const StopNames = ({ turns }: { turns: readonly Turn[] }) => {
  const stops = new Map(turns.map((turn) => [turn.stopId, turn]))
  return (
    <ul>
      {[...stops.values()].map(({ stopId, stop, place }) => (
        <li key={stopId} id={`stop-${stopId}`}>
          {[stop, place].filter((part) => part !== null).join(', ')}
        </li>
      ))}
    </ul>
  )
}
