import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, Table, TextLink } from '#platform/ui/index.ts'
import { listFollowed, myTeamsIn } from '../space/worker.server.ts'
import type { Route } from './+types/followed'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    await myTeamsIn(scope, actor, args.params.network)
    await recordRead(scope, args.params.network, 'plans.readTeam', `network/${args.params.network}`)
    return { people: await listFollowed(scope, args.params.network) }
  })

/** The people whom my teams follow, and whether each has a crisis plan. */
export default function FollowedPlans({ loaderData: { people }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('followed.title')} purpose={say('followed.purpose')} wide>
      <title>{`${say('followed.title')} · Maillage`}</title>
      {people.length === 0 ? (
        <Empty title={say('followed.none')} what={say('followed.none.what')} />
      ) : (
        <Table
          caption={say('followed.title')}
          captionHidden
          columns={[
            { key: 'name', label: say('followed.name') },
            { key: 'team', label: say('followed.team') },
            { key: 'plan', label: say('crisisPlan.theirs') },
          ]}
          rows={people.map(({ id, givenName, familyName, service, hasPlan, proposals }) => ({
            key: id,
            href: to(`/plans/${params.network}/${id}`),
            cells: {
              name: `${givenName} ${familyName}`.trim() || say('followed.unnamed'),
              team: service,
              plan: [
                say(hasPlan ? 'followed.plan.yes' : 'followed.plan.no'),
                proposals > 0 ? say('followed.proposed', { n: proposals }) : '',
              ]
                .filter((each) => each !== '')
                .join(', '),
            },
          }))}
        />
      )}
      <p>
        <TextLink to={to(`/crisis/${params.network}`)}>{say('duty.title')}</TextLink>{' '}
        <TextLink to={to(`/questions/${params.network}`)}>{say('questions.title')}</TextLink>
      </p>
    </Page>
  )
}
