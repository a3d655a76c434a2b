import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Notice, Page, SearchForm, Table, TextLink, useSaved } from '#platform/ui/index.ts'
import { readTold, tellCarer } from '../circle/told.server.ts'
import { TellCarer } from '../screen/tell-carer.tsx'
import { listFollowed, MOST_FOLLOWED, myTeamsIn, namesOfMyTeams } from '../space/worker.server.ts'
import type { Route } from './+types/followed'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const mine = await myTeamsIn(scope, actor, args.params.network)
    await recordRead(scope, args.params.network, 'plans.readTeam', `network/${args.params.network}`)
    const words = (new URL(args.request.url).searchParams.get('q') ?? '').replaceAll('\0', '').slice(0, 100)
    const people = await listFollowed(scope, args.params.network, words)
    return { words, people, isCut: people.length === MOST_FOLLOWED, teams: await namesOfMyTeams(scope, args.params.network, mine) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const wrong = await inRequest(args, async (scope, actor) => {
    const told = readTold(form, await myTeamsIn(scope, actor, network))
    if (told.input === undefined) return told
    await tellCarer(scope, network, told.input)
    return null
  })
  return wrong === null ? redirect(`/${lang}/plans/${network}?saved`) : data(wrong, { status: 422 })
}

/** The people whom my teams follow, and whether each has a crisis plan. */
export default function FollowedPlans({ loaderData: { words, people, isCut, teams }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  return (
    <Page title={say('followed.title')} purpose={say('followed.purpose')} back={{ to: to('/care'), label: say('followed.care') }} wide>
      <title>{`${say('followed.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('told.saved')}</Notice>}
      {(words !== '' || people.length > 0) && <SearchForm label={say('duty.search')} hint={say('duty.search.hint')} defaultValue={words} />}
      {isCut && <Notice kind="info">{say('followed.cut', { n: people.length })}</Notice>}
      {people.length === 0 ? (
        <Empty
          title={say(words === '' ? 'followed.none' : 'followed.nobody')}
          what={say(words === '' ? 'followed.none.what' : 'followed.nobody.what')}
        />
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
      <TellCarer teams={teams} wrong={actionData} />
      <ul>
        <li>
          <TextLink to={to(`/crisis/${params.network}`)}>{say('duty.title')}</TextLink>
        </li>
        <li>
          <TextLink to={to(`/questions/${params.network}`)}>{say('questions.title')}</TextLink>
        </li>
      </ul>
    </Page>
  )
}
