import { useLanguage } from '#platform/languages/intl.tsx'
import { Row, Tag, TextLink } from '#platform/ui/index.ts'
import type { VisitLine } from '../board/board.ts'
import type { useClock } from './moments.ts'
import { VisitMoves } from './visit-moves.tsx'

type Props = {
  network: string
  service: string
  visit: VisitLine
  now: string
  longer: readonly number[]
  clock: ReturnType<typeof useClock>
}

/** A visit of today: who goes where until when, how it stands, and what can be said about it in one tap. */
export const VisitCard = ({ network, service, visit, now, longer, clock }: Props) => {
  const { say, to } = useLanguage()
  const { id, name, startsAt, endsAt, state, workers, phones, isAlone, lacks, alarm, signBy } = visit
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
      {alarm !== 'none' && alarm !== 'late' && <Calls phones={phones} />}
      <VisitMoves
        action={to(`/boards/${network}/${service}`)}
        longer={longer}
        visit={{ id, state, who, at: clock.near(startsAt, now), signBy: signBy === null ? null : clock.hour(signBy) }}
      />
      {state === 'safe' && (
        <p className="screen-only">
          <TextLink to={`${here}#outcome`}>{say('boards.visit.write', { name: who })}</TextLink>
        </p>
      )}
    </li>
  )
}

/** Whom to call, in one tap. */
export const Calls = ({ phones }: { phones: VisitLine['phones'] }) => {
  const { say } = useLanguage()
  if (phones.length === 0) return <p>{say('boards.phone.unknown')}</p>
  return (
    <p>
      {phones.map(({ name, phone }) => (
        <a key={phone} className="link board-call" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
          {say('boards.phone.call', { name, phone })}
        </a>
      ))}
    </p>
  )
}
