import type { MyTeam } from '#modules/care/index.ts'
import type { DutyNetwork } from '#modules/plans/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { LinkButton, Row, Section, Tag, TextLink } from '#platform/ui/index.ts'

/** Before everything else, for who works in a team: the crisis plan that cannot wait, then what waits in each team. */
export const MyTeams = ({ teams, duty }: { teams: readonly MyTeam[]; duty: readonly DutyNetwork[] }) => {
  const { say, to, language } = useLanguage()
  return (
    <Section title={say('home.teams')}>
      {duty.length > 0 && (
        <Row>
          {duty.map(({ id, name }) => (
            <LinkButton key={id} kind="primary" to={to(`/crisis/${id}`)}>
              {duty.length > 1 ? `${say('home.teams.crisis')}: ${inWords(name, language).text}` : say('home.teams.crisis')}
            </LinkButton>
          ))}
        </Row>
      )}
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
