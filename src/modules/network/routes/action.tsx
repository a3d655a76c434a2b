import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, LinkButton } from '#platform/ui/index.ts'
import { forReader } from '../around.server.ts'
import { today } from '../network.queries.server.ts'
import { changesOf, isLate, namesOf, readAction, readAim, readHistory } from '../plan.queries.server.ts'
import { Changes } from '../screen/changes.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { ActionStateTag } from '../screen/plan.tsx'
import type { Route } from './+types/action'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forReader(scope, actor, network, 'plan')
    const action = await readAction(scope, network, id)
    return {
      around,
      action: { ...action, late: isLate(action, today()) },
      aim: await readAim(scope, network, action.aim_id),
      changes: around.isMember ? changesOf(await readHistory(scope, network, 'action', action.id), await namesOf(scope, network)) : [],
    }
  })

export default function ActionPage({ loaderData: { around, action, aim, changes }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const edit = (
    <LinkButton kind="primary" to={`${base}/plan/actions/${action.id}/edit`}>
      {say('form.edit')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={action.title}
      purpose={say('network.aim.title', { n: aim.position, title: aim.title })}
      back={{ to: `${base}/plan`, label: say('network.part.plan') }}
      {...(around.maySteer ? { actions: edit } : {})}
    >
      <DescriptionList
        items={[
          { term: say('network.action.state'), description: <ActionStateTag state={action.state} late={action.late} /> },
          { term: say('network.since'), description: shown.day(action.state_since) },
          ...(action.stopped_because === null ? [] : [{ term: say('network.action.because'), description: action.stopped_because }]),
          { term: say('network.action.responsible'), description: action.responsible },
          ...(action.organisation === null ? [] : [{ term: say('network.action.organisation'), description: action.organisation }]),
          { term: say('network.action.starts'), description: shown.day(action.starts_on) },
          { term: say('network.action.ends'), description: shown.day(action.ends_on) },
        ]}
      />
      <Changes changes={changes} />
    </NetworkPage>
  )
}
