import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { readAction } from '../plan.queries.server.ts'
import { actionTyped } from '../plan-form.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { ActionForm } from '../screen/plan.tsx'
import type { Route } from './+types/action-edit'
import { actionChoices, sendAction } from './saving-plan.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forWriter(scope, actor, network, 'network.changeAction')
    return { around, kept: actionTyped(await readAction(scope, network, id)), choices: await actionChoices(scope, network) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendAction(scope, actor, network, id, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/plan/actions/${id}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditAction({ loaderData: { around, kept, choices }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/plan/actions/${params.id}`)
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={say('network.action.edit')}
      purpose={say('network.plan.kept')}
      back={{ to: back, label: kept.title ?? '' }}
    >
      <ActionForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} choices={choices} cancel={back} />
    </NetworkPage>
  )
}
