import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, FunctionBadge, Page, Row, Section, Stack, Tag, TextLink } from '#platform/ui/index.ts'
import { canSteer } from '../teams/teams.commands.server.ts'
import { listMyTeams } from '../teams/teams.queries.server.ts'
import type { Route } from './+types/teams'
import '../screen/care.css'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    return { teams: await listMyTeams(scope), steered: Object.keys(actor.roles).filter((network) => canSteer(actor, network)) }
  })

export default function Teams({ loaderData: { teams, steered } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('care.title')} purpose={say('care.purpose')}>
      <title>{`${say('care.title')} · Maillage`}</title>
      {teams.length === 0 && <Empty title={say('care.none')} what={say('care.none.what')} />}
      <Stack>
        {teams.map(({ network, id, name, networkName, careFunction, waiting, late, followed }) => (
          <Section
            key={`${network}/${id}`}
            title={<TextLink to={to(`/care/${network}/teams/${id}`)}>{name}</TextLink>}
            aside={careFunction !== null && <FunctionBadge code={careFunction} label={inWords(networkName, language).text} />}
          >
            <Row>
              <span>{say('care.team.waiting', { count: waiting })}</span>
              {late > 0 && <Tag tone="attention">{say('care.team.late', { count: late })}</Tag>}
              <span>{say('care.team.followed', { count: followed })}</span>
            </Row>
          </Section>
        ))}
      </Stack>
      {steered.map((network) => (
        <p key={network}>
          <TextLink to={to(`/care/${network}`)}>{`${say('care.network.title')} (${network})`}</TextLink>
        </p>
      ))}
    </Page>
  )
}
