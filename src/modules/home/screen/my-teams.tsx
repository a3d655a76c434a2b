import type { MyTeam } from '#modules/care/index.ts'
import type { DutyNetwork } from '#modules/plans/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Row, Section, Tag, TextLink } from '#platform/ui/index.ts'

/** Before everything else, for who works in a team: the crisis plan that cannot wait, then what waits in each team. */
export const MyTeams = ({ teams, duty }: { teams: readonly MyTeam[]; duty: readonly DutyNetwork[] }) => {
  const { say, to } = useLanguage()
  const [only, ...others] = duty
  return (
    <Section title={say('home.teams')}>
      <Row>
        {duty.length > 0 && (
          <LinkButton kind="primary" to={to(only !== undefined && others.length === 0 ? `/crisis/${only.id}` : '/crisis')}>
            {say('home.teams.crisis')}
          </LinkButton>
        )}
        <TextLink to={to('/field')} reload>
          {say('home.teams.road')}
        </TextLink>
      </Row>
      <ul>
        {teams.map(({ network, id, name, waiting, late }) => (
          <li key={`${network}/${id}`}>
            <Row>
              <TextLink to={to(`/care/${network}/teams/${id}`)}>{name}</TextLink>
              <span>{say('home.teams.waiting', { n: waiting })}</span>
              {late > 0 && <Tag tone="attention">{say('home.teams.late', { n: late })}</Tag>}
            </Row>
          </li>
        ))}
      </ul>
    </Section>
  )
}
