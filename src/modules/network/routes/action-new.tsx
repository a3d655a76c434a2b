import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { today } from '../network.queries.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { ActionForm } from '../screen/plan.tsx'
import type { Route } from './+types/action-new'
import { actionChoices, sendAction } from './saving-plan.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forWriter(scope, actor, network, 'network.addAction')
    const choices = await actionChoices(scope, network)
    const asked = new URL(args.request.url).searchParams.get('aim') ?? ''
    const aim = choices.aims.some(({ value }) => value === asked) ? asked : ''
    return { around, choices, blank: { aim, starts_on: today(), state: 'not_begun' } }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendAction(scope, actor, network, null, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/plan/actions/${sent.saved}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewAction({ loaderData: { around, choices, blank }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/plan`)
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={say('network.action.new')}
      purpose={say('network.action.purpose')}
      back={{ to: back, label: say('network.part.plan') }}
    >
      <ActionForm {...(actionData ?? { typed: blank, faults: {}, theirs: null })} choices={choices} cancel={back} />
    </NetworkPage>
  )
}
