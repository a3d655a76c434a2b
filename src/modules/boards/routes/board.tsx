import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { FunctionBadge, LinkButton, Notice, Page, useSaved } from '#platform/ui/index.ts'
import { uuidIn } from '../../care/index.ts'
import { readBoard, readClock } from '../board/board.queries.server.ts'
import { useLive } from '../live/use-live.ts'
import { readRules } from '../rules.queries.server.ts'
import { AheadPart, CallsPart, DutyPart, FollowedPart, VisitsPart } from '../screen/board-parts.tsx'
import { BoardTabs } from '../screen/board-tabs.tsx'
import { LineOf } from '../screen/line.tsx'
import { useClock } from '../screen/moments.ts'
import { orUnsent } from '../screen/unsent.ts'
import { useWall, WallLink } from '../screen/wall.tsx'
import { hereIn } from '../team.server.ts'
import { isTap, tapVisit } from '../visits/taps.server.ts'
import '../screen/boards.css'
import type { Route } from './+types/board'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { team, zone, isLead } = await hereIn(scope, actor, network, id)
    const now = await readClock(scope)
    await recordRead(scope, network, 'boards.readBoard', `team/${id}`)
    const { longerMinutes: longer } = await readRules(scope, network, id)
    return { team, zone, isLead, longer, asOf: now.toISOString(), parts: await readBoard(scope, network, id, zone, now) }
  })

/** What is said of a visit in one tap. A page with its own program is answered in place; a plain form gets the board again. */
export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  if (!isTap(typed)) throw failed(new Problem('invalid'))
  const isOvertaken = await inRequest(args, (scope, actor) => tapVisit(scope, actor, network, id, typed))
  if (typed.quiet === 'yes') return isOvertaken ? data({ problem: 'conflict' }, { status: 409 }) : data({})
  return redirect(`/${lang}/boards/${network}/${id}?saved=${isOvertaken ? 'meanwhile' : ''}#visit-${uuidIn(typed.visit ?? '')}`)
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orUnsent(serverAction())

/** The board of a team: who is out, who is on duty, who calls, who is followed. What colleagues do shows without anybody's doing. */
export default function BoardPage({ loaderData, params: { network, id } }: Route.ComponentProps) {
  const { team, zone, isLead, longer } = loaderData
  const { say, to } = useLanguage()
  const clock = useClock(zone)
  const saved = useSaved()
  const isWall = useWall()
  const here = to(`/boards/${network}/${id}`)
  const { parts, asOf, state } = useLive(`${here}/live`, loaderData)
  const notBack = parts.visits.filter(({ alarm }) => alarm === 'overdue' || alarm === 'told')
  const place = { network, service: id, now: asOf, clock }
  return (
    <Page
      title={say('boards.title', { team: team.name })}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
      wide
      actions={
        <>
          <LinkButton kind="primary" to={`${here}/visit`}>
            {say('boards.plan')}
          </LinkButton>
          <LinkButton to={to(`/care/${network}/teams/${id}/call`)}>{say('care.team.call')}</LinkButton>
          <WallLink here={here} />
          {team.careFunction !== null && <FunctionBadge code={team.careFunction} label={say(`function.${team.careFunction}`)} />}
        </>
      }
    >
      {/* Whoever works in another tab sees it there as well. */}
      <title>{`${notBack.length > 0 ? `(${notBack.length}) ${say('boards.notBack', { count: notBack.length })} · ` : ''}${say('boards.title', { team: team.name })} · Maillage`}</title>
      <BoardTabs network={network} id={id} view="board" isLead={isLead} />
      <LineOf state={state} at={clock.hour(asOf)} here={here} />
      {saved === 'meanwhile' && <Notice kind="attention">{say('boards.moved.meanwhile')}</Notice>}
      {notBack.length > 0 && (
        <Notice kind="danger" title={say('boards.notBack', { count: notBack.length })}>
          <p>{say('boards.notBack.what')}</p>
        </Notice>
      )}
      <div className={isWall ? 'board-grid board-wall' : 'board-grid'}>
        <div className="board-side">
          <VisitsPart visits={parts.visits} longer={longer} {...place} />
          {parts.ahead.length > 0 && <AheadPart visits={parts.ahead} {...place} />}
          <CallsPart calls={parts.calls} {...place} />
        </div>
        <div className="board-side">
          <DutyPart duty={parts.duty} {...place} />
          <FollowedPart followed={parts.followed} {...place} />
        </div>
      </div>
    </Page>
  )
}
