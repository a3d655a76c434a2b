import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Row, Tag, TextLink } from '#platform/ui/index.ts'
import type { VisitLine } from '../board/board.ts'
import { isOut, visitMovesFrom } from '../visits/machine.ts'
import { EXTENSIONS } from '../vocabulary.ts'
import type { useClock } from './moments.ts'
import { useScript } from './use-script.ts'

type Props = { network: string; service: string; visit: VisitLine; now: string; clock: ReturnType<typeof useClock> }

/** A visit of today: who goes where until when, how it stands, and what can be said about it in one tap. */
export const VisitCard = ({ network, service, visit, now, clock }: Props) => {
  const { say, to } = useLanguage()
  const { id, name, startsAt, endsAt, state, workers, isAlone, lacks, alarm } = visit
  const who = name === '' ? say('care.unnamed') : name
  const here = to(`/boards/${network}/${service}/visits/${id}`)
  return (
    <li className={`board-visit board-alarm-${alarm}`} id={`visit-${id}`}>
      <div className="board-visit-head">
        <TextLink to={here}>{who}</TextLink>
        <span className="board-visit-time">{`${clock.near(startsAt, now)}–${clock.hour(endsAt)}`}</span>
      </div>
      <Row>
        <strong>{say(`boards.state.${state}`)}</strong>
        <span>{workers.join(', ')}</span>
        {isAlone && <Tag tone="attention">{say('boards.alone')}</Tag>}
        {lacks && <Tag tone="attention">{say('boards.lacks')}</Tag>}
        {alarm !== 'none' && <Tag tone="attention">{say(`boards.alarm.${alarm}`)}</Tag>}
      </Row>
      <VisitMoves action={to(`/boards/${network}/${service}`)} visit={{ id, state, who, at: clock.near(startsAt, now) }} />
      {state === 'safe' && (
        <p>
          <TextLink to={`${here}#outcome`}>{say('boards.visit.write', { name: who })}</TextLink>
        </p>
      )}
    </li>
  )
}

type MovesProps = { action: string; visit: { id: string; state: VisitLine['state']; who: string; at: string } }
/** What can be said of a visit now, each in one tap; whoever is out can also say that it takes longer. */
export const VisitMoves = ({ action, visit: { id, state, who, at } }: MovesProps) => {
  const { say } = useLanguage()
  const fetcher = useFetcher<{ problem?: string }>()
  const hasScript = useScript()
  const form = useRef<HTMLFormElement>(null)
  // The button that was pressed is gone with what it said: by keyboard one goes on where one was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new state takes a button away
  useEffect(() => {
    if (fetcher.data !== undefined && document.activeElement === document.body) form.current?.querySelector('button')?.focus()
  }, [state, fetcher.data])
  const moves = visitMovesFrom(state).filter((move) => move !== 'finish')
  if (moves.length === 0) return null
  return (
    <fetcher.Form ref={form} method="post" action={action} aria-label={say('boards.moves', { name: who, at })}>
      <input type="hidden" name="visit" value={id} />
      {hasScript && <input type="hidden" name="quiet" value="yes" />}
      <Row>
        {moves.map((move) => (
          <Button key={move} name="move" value={move} {...(move === 'callOff' ? { kind: 'quiet' as const } : {})}>
            {say(`boards.move.${move}`)}
          </Button>
        ))}
        {isOut(state) &&
          EXTENSIONS.map((minutes) => (
            <Button key={minutes} kind="quiet" name="longer" value={String(minutes)}>
              {say('boards.move.longer', { minutes })}
            </Button>
          ))}
      </Row>
      {fetcher.data?.problem !== undefined && <p role="alert">{say('boards.moved.meanwhile')}</p>}
    </fetcher.Form>
  )
}
