import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram, type PictogramName, Tag } from '#platform/ui/index.ts'
import type { Turn } from '../calendar.queries.server.ts'
import type { Offer } from '../vocabulary.ts'
import './outreach.css'

/** A drawing beside each word, for who reads little of the language. */
const DRAWN: Readonly<Record<Offer, PictogramName>> = {
  talk: 'speech',
  care: 'heart',
  rights: 'document',
  housing: 'house',
  coffee: 'cup',
  families: 'people',
  young: 'person',
}

export const useDay = () => {
  const { intl } = useLanguage()
  return (iso: string) => intl.formatDate(`${iso}T12:00:00Z`, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** The stops of some days, day by day. `act` adds what can be done at one of them; `level` is that of the headings. */
export const TurnList = ({
  turns,
  act,
  level: Heading = 'h3',
}: {
  turns: readonly Turn[]
  act?: (turn: Turn) => ReactNode
  level?: 'h2' | 'h3'
}) => {
  const day = useDay()
  const days = [...new Set(turns.map((turn) => turn.day))]
  return days.map((each) => (
    <section key={each} aria-label={day(each)}>
      <Heading className="stop-day">{day(each)}</Heading>
      <ul className="stop-list">
        {turns
          .filter((turn) => turn.day === each)
          .map((turn) => (
            <TurnLine key={`${turn.roundId} ${turn.stopId} ${turn.starts}`} turn={turn} act={act?.(turn)} />
          ))}
      </ul>
    </section>
  ))
}

/** One stop on one day: from when to when, where, what is offered, and what is different. */
export const TurnLine = ({ turn, act }: { turn: Turn; act?: ReactNode }) => {
  const { say } = useLanguage()
  const isOff = turn.state === 'cancelled'
  return (
    <li>
      <p>
        <span className={isOff ? 'stop-time stop-off' : 'stop-time'}>{say('outreach.time', { from: turn.starts, to: turn.ends })}</span>{' '}
        <strong className={isOff ? 'stop-off' : ''}>{turn.stop}</strong>
        {turn.place !== null && `, ${turn.place}`}
      </p>
      {turn.hint !== null && <p>{turn.hint}</p>}
      {turn.offers.length > 0 && !isOff && (
        <ul className="stop-offers">
          {turn.offers.map((offer) => (
            <li key={offer}>
              <Pictogram name={DRAWN[offer]} /> {say(`outreach.offer.${offer}`)}
            </li>
          ))}
        </ul>
      )}
      {turn.reason !== null && (
        <p>
          <Tag tone="attention">
            {turn.minutesLater === 0
              ? say(`outreach.state.${turn.state}`)
              : say('outreach.moved', { minutes: Math.abs(turn.minutesLater), way: turn.minutesLater > 0 ? 'later' : 'earlier' })}
          </Tag>{' '}
          {say(`outreach.reason.${turn.reason}`)}
        </p>
      )}
      {!turn.isPublic && <Tag>{say('outreach.private')}</Tag>}
      {act}
    </li>
  )
}
