import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, FunctionBadge, Page, Row, Section, Stack, Tag, TextLink } from '#platform/ui/index.ts'
import { listSteered } from '../teams/managing.queries.server.ts'
import { listMyTeams, type MyTeam } from '../teams/teams.queries.server.ts'
import type { Route } from './+types/teams'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    return { teams: await listMyTeams(scope), steered: await listSteered(scope, actor) }
  })

export default function Teams({ loaderData: { teams, steered } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const networks = new Map<string, { name: MyTeam['networkName']; teams: MyTeam[] }>()
  for (const { id, name } of steered) networks.set(id, { name, teams: [] })
  for (const team of teams) {
    const known = networks.get(team.network) ?? { name: team.networkName, teams: [] }
    known.teams.push(team)
    networks.set(team.network, known)
  }
  return (
    <Page title={say('care.title')} purpose={say('care.purpose')}>
      <title>{`${say('care.title')} · Maillage`}</title>
      {teams.length > 0 && (
        <p>
          <TextLink to={to('/boards')}>{say('care.team.mine')}</TextLink>{' '}
          <TextLink to={to('/field')} reload>
            {say('care.field.link')}
          </TextLink>
        </p>
      )}
      {teams.length === 0 && <Empty title={say('care.none')} what={say('care.none.what')} />}
      {[...networks].map(([network, { name, teams: inside }]) => (
        <Section
          key={network}
          title={<span lang={inWords(name, language).lang}>{inWords(name, language).text}</span>}
          aside={steered.some(({ id }) => id === network) && <TextLink to={to(`/care/${network}`)}>{say('care.network.title')}</TextLink>}
        >
          <ul className="care-list">
            {inside.map((team) => (
              <li key={team.id} className="care-contact">
                <TeamLine team={team} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}

const TeamLine = ({ team: { network, id, name, careFunction, waiting, late, followed } }: { team: MyTeam }) => {
  const { say, to } = useLanguage()
  return (
    <Stack gap="small">
      <Row>
        <TextLink to={to(`/care/${network}/teams/${id}`)}>{name}</TextLink>
        {careFunction !== null && <FunctionBadge code={careFunction} label={say(`function.${careFunction}`)} />}
      </Row>
      <Row>
        <span>{say('care.team.waiting', { count: waiting })}</span>
        {late > 0 && <Tag tone="attention">{say('care.team.late', { count: late })}</Tag>}
        <span>{say('care.team.followed', { count: followed })}</span>
      </Row>
    </Stack>
  )
}
