import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { committeeTyped } from '../committee-form.server.ts'
import { readCommittee } from '../committees.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { CommitteeForm } from '../screen/committee-forms.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/committee-edit'
import { sendCommittee } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forWriter(scope, actor, network, 'network.changeCommittee')
    return { around, kept: committeeTyped(await readCommittee(scope, network, id, today())) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendCommittee(scope, actor, network, id, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/committees/${id}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditCommittee({ loaderData: { around, kept }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/committees/${params.id}`)
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.committee.edit')}
      purpose={say('network.committee.purpose.what')}
      back={{ to: back, label: kept.name ?? '' }}
    >
      <CommitteeForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} cancel={back} />
    </NetworkPage>
  )
}
