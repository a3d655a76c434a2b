import { myTeamsIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, Table } from '#platform/ui/index.ts'
import { listOnPaths } from '../../path/path.queries.server.ts'
import { useDays } from '../../screen/days.ts'
import type { Route } from './+types/people'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    await recordRead(scope, network, 'paths.readTeam', `network/${network}`)
    const isEarly = new URL(args.request.url).searchParams.has('early')
    return { people: await listOnPaths(scope, network), isEarly }
  })

/** The people whom my teams follow, and how far their paths have come; `?early` leads to their first days instead. */
export default function PeopleOnPaths({ loaderData: { people, isEarly }, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { day } = useDays()
  const title = say(isEarly ? 'pathTeam.early' : 'pathTeam.title')
  return (
    <Page title={title} purpose={say('pathTeam.purpose')} back={{ to: to('/care'), label: say('pathTeam.back') }} wide>
      <title>{`${title} · Maillage`}</title>
      {people.length === 0 ? (
        <Empty title={say('pathTeam.none')} what={say('pathTeam.none.what')} />
      ) : (
        <Table
          caption={title}
          captionHidden
          columns={[
            { key: 'name', label: say('pathTeam.column.name') },
            { key: 'team', label: say('pathTeam.column.team') },
            { key: 'steps', label: say('pathTeam.column.steps') },
            { key: 'review', label: say('pathTeam.column.review') },
          ]}
          rows={people.map(({ id, givenName, familyName, service, steps, underWay, proposed, reviewOn }) => ({
            key: id,
            href: to(`/paths/${network}/${id}${isEarly ? '/early' : ''}`),
            cells: {
              name: `${givenName} ${familyName}`.trim() || say('pathTeam.unnamed'),
              team: service,
              steps: [
                say('pathTeam.steps', { n: steps }),
                underWay > 0 ? say('pathTeam.underWay', { n: underWay }) : '',
                proposed > 0 ? say('pathTeam.proposed', { n: proposed }) : '',
              ]
                .filter((part) => part !== '')
                .join(', '),
              review: reviewOn === null ? '' : day(reviewOn),
            },
          }))}
        />
      )}
    </Page>
  )
}
