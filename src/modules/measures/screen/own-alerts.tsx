import { useLanguage } from '#platform/languages/intl.tsx'
import type { AlertStep } from '../alerts/alerts.queries.server.ts'
import { useMoment } from './alerts.tsx'
import './measures.css'

export type OwnAlert = { id: string; team: string; steps: readonly AlertStep[] }

/** What became of each answer that called for somebody, in the words of a person to whom it happened: when, who, what. */
export const OwnAlerts = ({ alerts }: { alerts: readonly OwnAlert[] }) => {
  const { say } = useLanguage()
  const momentOf = useMoment()
  return (
    <ul className="measures-list">
      {alerts.map(({ id, team, steps }) => (
        <li key={id}>
          <strong>{team}</strong>
          <ol>
            {steps.map(({ seq, at, happenedAt, what, how, by, note }) => (
              <li key={seq}>
                <p>
                  {say('measures.own.step', {
                    at: momentOf(happenedAt ?? at),
                    what: say(what === 'done' ? `measures.own.done.${how ?? 'other'}` : `measures.own.step.${what}`),
                  })}
                  {by === null ? '' : ` ${say('measures.own.by', { name: by })}`}
                </p>
                {note !== null && <p>{note}</p>}
              </li>
            ))}
          </ol>
          {steps.every(({ what }) => what !== 'done') && <p>{say('measures.own.open')}</p>}
        </li>
      ))}
    </ul>
  )
}
