import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, FunctionBadge, LinkButton, Page, Row, Section, Tag, TextLink } from '#platform/ui/index.ts'
import { listMyTeams, zoneOf } from '../../care/index.ts'
import { useClock } from '../screen/moments.ts'
import { VisitMoves } from '../screen/visit-card.tsx'
import { listMyVisits, type MyVisit } from '../visits/visits.queries.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/mine'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    const now = new Date()
    const visits = await listMyVisits(scope, now)
    return {
      now: now.toISOString(),
      teams: (await listMyTeams(scope)).map(({ network, id, name, careFunction }) => ({ network, id, name, careFunction })),
      visits: visits.map((visit) => ({ ...visit, zone: zoneOf(visit.country) })),
    }
  })

/** My own day: the visits that I make, in all my teams, with what I can say of each in one tap; and the boards of my teams. */
export default function Mine({ loaderData: { now, teams, visits } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('boards.mine.title')} purpose={say('boards.mine.purpose')}>
      <title>{`${say('boards.mine.title')} · Maillage`}</title>
      <Section title={say('boards.mine.visits')}>
        {visits.length === 0 ? (
          <Empty title={say('boards.mine.none')} what={say('boards.mine.none.what')} />
        ) : (
          <ul className="board-list">
            {visits.map((visit) => (
              <MyVisitCard key={visit.id} visit={visit} now={now} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={say('boards.mine.teams')}>
        {teams.length === 0 ? (
          <p>{say('boards.mine.noTeam')}</p>
        ) : (
          <ul className="board-list">
            {teams.map(({ network, id, name, careFunction }) => (
              <li key={`${network}/${id}`}>
                <Row>
                  <LinkButton to={to(`/boards/${network}/${id}${careFunction === '2B' ? '/discussed' : ''}`)}>{name}</LinkButton>
                  {careFunction !== null && <FunctionBadge code={careFunction} label={say(`function.${careFunction}`)} />}
                </Row>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}

const MyVisitCard = ({ visit, now }: { visit: MyVisit & { zone: string }; now: string }) => {
  const { say, to } = useLanguage()
  const clock = useClock(visit.zone)
  const name = visit.name === '' ? say('care.unnamed') : visit.name
  const here = `/boards/${visit.network}/${visit.service}`
  return (
    <li className={`board-visit board-alarm-${visit.alarm}`}>
      <div className="board-visit-head">
        <TextLink to={to(`${here}/visits/${visit.id}`)}>{name}</TextLink>
        <span className="board-visit-time">{`${clock.near(visit.startsAt, now)}–${clock.hour(visit.endsAt)}`}</span>
      </div>
      <Row>
        <strong>{say(`boards.state.${visit.state}`)}</strong>
        <span>{visit.team}</span>
        {visit.alarm !== 'none' && <Tag tone="attention">{say(`boards.alarm.${visit.alarm}`)}</Tag>}
      </Row>
      <VisitMoves action={to(here)} visit={{ id: visit.id, state: visit.state, who: name, at: clock.near(visit.startsAt, now) }} />
      {visit.state === 'safe' && <TextLink to={to(`${here}/visits/${visit.id}#outcome`)}>{say('boards.visit.write', { name })}</TextLink>}
    </li>
  )
}
