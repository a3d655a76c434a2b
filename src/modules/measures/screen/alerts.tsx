import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Notice, Row } from '#platform/ui/index.ts'
import type { AlertLine } from '../alerts/alerts.queries.server.ts'
import { measuresPath } from '../vocabulary.ts'
import './measures.css'

/** A day and an hour in words. */
export const useMoment = () => {
  const { intl } = useLanguage()
  return (at: Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
}

/** Something that waits for a team to speak with somebody, and to write down that it did. */
export const AlertCard = ({
  network,
  alert,
  isOpen,
}: {
  network: string
  alert: AlertLine /** It is what the page is about. */
  isOpen?: boolean
}) => {
  const { say, to } = useLanguage()
  const momentOf = useMoment()
  return (
    <Notice kind={alert.state === 'escalated' ? 'danger' : 'attention'} title={say('measures.team.alert', { name: alert.name })}>
      <p>{say('measures.team.alert.what', { team: alert.team, raised: momentOf(alert.raisedAt), due: momentOf(alert.dueAt) })}</p>
      {alert.asksToSpeak && (
        <p>
          <strong>{say('measures.team.alert.asks')}</strong>
        </p>
      )}
      {alert.escalations > 0 && <p>{say('measures.team.alert.late', { n: alert.escalations })}</p>}
      {isOpen !== true && (
        <Row>
          <LinkButton to={to(`${measuresPath(network, alert.personId)}/alert/${alert.id}`)}>{say('measures.team.alert.open')}</LinkButton>
        </Row>
      )}
    </Notice>
  )
}
