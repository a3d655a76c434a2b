import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forMember } from '../around.server.ts'
import { listOrganisations } from '../choices.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { TrainingForm, TrainingTable } from '../screen/training.tsx'
import { readTraining, trainingTyped, withAudience } from '../training.server.ts'
import type { Route } from './+types/training-edit'
import { sendTraining } from './saving-training.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forMember(scope, actor, network)
    const course = await readTraining(scope, network, id)
    return { around, course, kept: trainingTyped(course), organisations: around.maySteer ? await listOrganisations(scope, network) : [] }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const typed = withAudience(typedOf(form), form)
  const sent = await inRequest(args, (scope, actor) => sendTraining(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/training?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

/** For members the course, for those who steer its form. */
export default function EditTraining({ loaderData: { around, course, kept, organisations }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/training`)
  const state = actionData ?? { typed: kept, faults: {}, theirs: null }
  return (
    <NetworkPage
      around={around}
      part="training"
      title={course.title}
      purpose={say('network.training.one')}
      back={{ to: back, label: say('network.training.plan') }}
    >
      {around.maySteer ? (
        <TrainingForm {...state} organisations={organisations} cancel={back} />
      ) : (
        <TrainingTable courses={[course]} base={to(`/network/${params.network}`)} caption={course.title} />
      )}
    </NetworkPage>
  )
}
