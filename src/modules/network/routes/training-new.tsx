import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { listOrganisations } from '../choices.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { TrainingForm } from '../screen/training.tsx'
import { withAudience } from '../training.server.ts'
import type { Route } from './+types/training-new'
import { sendTraining } from './saving-training.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forWriter(scope, actor, network, 'network.planTraining')
    return { around, organisations: await listOrganisations(scope, network) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const typed = withAudience(typedOf(form), form)
  const sent = await inRequest(args, (scope, actor) => sendTraining(scope, actor, network, null, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/training?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewTraining({ loaderData: { around, organisations }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/training`)
  const state = actionData ?? { typed: { state: 'planned' }, faults: {}, theirs: null }
  return (
    <NetworkPage
      around={around}
      part="training"
      title={say('network.training.new')}
      purpose={say('network.training.purpose')}
      back={{ to: back, label: say('network.training.plan') }}
    >
      <TrainingForm {...state} organisations={organisations} cancel={back} />
    </NetworkPage>
  )
}
