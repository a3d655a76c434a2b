import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { CommitteeForm } from '../screen/committee-forms.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/committee-new'
import { sendCommittee } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, (scope, actor) => forWriter(scope, actor, args.params.network, 'network.foundCommittee'))

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendCommittee(scope, actor, network, null, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/committees/${sent.saved}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewCommittee({ loaderData: around, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/committees`)
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.committee.new')}
      purpose={say('network.committee.purpose.what')}
      back={{ to: back, label: say('network.part.committees') }}
    >
      <CommitteeForm {...(actionData ?? { typed: {}, faults: {}, theirs: null })} cancel={back} />
    </NetworkPage>
  )
}
