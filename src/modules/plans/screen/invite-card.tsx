import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, Section } from '#platform/ui/index.ts'
import './plans.css'

type Props = { code: string; address: string; until: string; qr: { size: number; path: string }; isSent: boolean }

/** A card to give by hand: it is shown this once. */
export const InviteCard = ({ code, address, until, qr, isSent }: Props) => {
  const { say, intl } = useLanguage()
  return (
    <Section title={say('circle.card')}>
      <div className="screen-only">
        <Notice kind="attention">{say(isSent ? 'circle.card.sent' : 'circle.card.once')}</Notice>
      </div>
      <div className="plan-question">
        <p>{say('circle.card.what')}</p>
        <p>
          {say('circle.card.go')} <strong>{address}</strong>
        </p>
        <p>{say('circle.card.type')}</p>
        <p className="plan-code">
          <code>{code}</code>
        </p>
        <svg className="plan-qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={say('circle.card.picture')}>
          <path d={qr.path} />
        </svg>
        <p>{say('circle.card.until', { day: intl.formatDate(`${until}T12:00:00Z`, { dateStyle: 'long' }) })}</p>
      </div>
    </Section>
  )
}
