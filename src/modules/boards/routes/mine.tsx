import { data, redirect } from 'react-router'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Empty, FunctionBadge, LinkButton, Notice, Page, Row, Section, Tag, TextLink, useSaved } from '#platform/ui/index.ts'
import { listMyTeams } from '../../care/index.ts'
import { listMySwaps, type MySwap } from '../duty/duty.queries.server.ts'
import { useClock } from '../screen/moments.ts'
import { orUnsent } from '../screen/unsent.ts'
import { VisitMoves } from '../screen/visit-moves.tsx'
import { isTap, tapVisit } from '../visits/taps.server.ts'
import { countNotBack, listMyVisits, type MyVisit } from '../visits/visits.queries.server.ts'
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
      visits,
      swaps: await listMySwaps(scope),
      notBack: await countNotBack(scope, now),
    }
  })

const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/
export const action = async (args: Route.ActionArgs) => {
  const typed = typedOf(await args.request.formData())
  const [network, team] = [typed.network ?? '', typed.team ?? '']
  if (!isTap(typed) || !SLUG.test(network) || !SLUG.test(team)) throw failed(new Problem('not_found'))
  const isOvertaken = await inRequest(args, (scope, actor) => tapVisit(scope, actor, network, team, typed))
  if (typed.quiet === 'yes') return isOvertaken ? data({ problem: 'conflict' }, { status: 409 }) : data({})
  return redirect(`/${args.params.lang}/boards?saved=${isOvertaken ? 'meanwhile' : ''}`)
}
export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orUnsent(serverAction())

/** My own day: the visits that I make, in all my teams, with what I can say of each in one tap; and the boards of my teams. */
export default function Mine({ loaderData: { now, teams, visits, swaps, notBack } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  return (
    <Page title={say('boards.mine.title')} purpose={say('boards.mine.purpose')}>
      <title>{`${say('boards.mine.title')} · Maillage`}</title>
      {saved === 'meanwhile' && <Notice kind="attention">{say('boards.moved.meanwhile')}</Notice>}
      {notBack.map(({ network, service, team, count }) => (
        <Notice key={`${network}/${service}`} kind="danger" title={say('boards.notBack', { count })}>
          <p>
            <TextLink to={to(`/boards/${network}/${service}`)}>{say('boards.title', { team })}</TextLink>
          </p>
        </Notice>
      ))}
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
      {swaps.length > 0 && (
        <Section title={say('boards.mine.swaps')}>
          <ul className="board-list">
            {swaps.map((swap) => (
              <MySwapLine key={swap.id} swap={swap} />
            ))}
          </ul>
        </Section>
      )}
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

const MyVisitCard = ({ visit, now }: { visit: MyVisit; now: string }) => {
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
      <VisitMoves
        longer={visit.longer}
        action={to('/boards')}
        of={{ network: visit.network, team: visit.service }}
        visit={{
          id: visit.id,
          state: visit.state,
          who: name,
          at: clock.near(visit.startsAt, now),
          signBy: visit.signBy === null ? null : clock.hour(visit.signBy),
        }}
      />
      {visit.state === 'safe' && <TextLink to={to(`${here}/visits/${visit.id}#outcome`)}>{say('boards.visit.write', { name })}</TextLink>}
    </li>
  )
}

const MySwapLine = ({ swap: { network, service, team, zone, by, startsAt, endsAt, waitsFor } }: { swap: MySwap }) => {
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  return (
    <li>
      <TextLink to={to(`/boards/${network}/${service}/rota?week=${clock.isoDay(startsAt)}`)}>
        {say(`boards.mine.swap.${waitsFor}`, { name: by, at: clock.moment(startsAt), to: clock.hour(endsAt), team })}
      </TextLink>
    </li>
  )
}
