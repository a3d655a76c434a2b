import { useLanguage } from '#platform/languages/intl.tsx'
import { Lines } from '#platform/ui/index.ts'
import { withUrgent } from './phones.tsx'
import './plans.css'

/** Whom to call, before anything else on the page: the teams that follow the person, and the numbers that answer day and night. */
export const CallFirst = ({ teams }: { teams: readonly { service: string; team: string; phone: string | null }[] }) => {
  const { say } = useLanguage()
  return (
    <ul className="plan-call">
      {teams.map(({ service, team, phone }) =>
        phone === null ? null : (
          <li key={service}>
            <a className="link" href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
              {say('space.call', { team })}
            </a>{' '}
            {phone.replaceAll(' ', '\u00a0')}
          </li>
        ),
      )}
      <li>
        <Lines each={withUrgent}>{say('carer.support.emergency')}</Lines>
      </li>
    </ul>
  )
}
