import { useLanguage } from '#platform/languages/intl.tsx'
import { Idea, Ideas } from '#platform/ui/index.ts'

/** Whom to call, before anything else on the page: the teams that follow the person, and the numbers that answer day and night. */
export const CallFirst = ({ teams }: { teams: readonly { service: string; team: string; phone: string | null }[] }) => {
  const { say } = useLanguage()
  return (
    <Ideas>
      {teams.map(({ service, team, phone }) =>
        phone === null ? null : (
          <Idea key={service} picture="phone">
            {`${say('space.call', { team })} `}
            <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone.replaceAll(' ', '\u00a0')}</a>
          </Idea>
        ),
      )}
      <Idea picture="info">{say('carer.support.emergency')}</Idea>
    </Ideas>
  )
}
