import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { readCommittee } from '../committees.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { MeetingForm } from '../screen/committee-forms.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/meeting-new'
import { sendNewMeeting } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forWriter(scope, actor, network, 'network.noteMeeting')
    const { name } = await readCommittee(scope, network, id, today())
    return { around, name, blank: { held_on: today(), state: 'planned' } }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendNewMeeting(scope, actor, network, id, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/meetings/${sent.saved}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewMeeting({ loaderData: { around, name, blank }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/committees/${params.id}`)
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.meeting.new')}
      purpose={say('network.meeting.purpose')}
      back={{ to: back, label: name }}
    >
      <MeetingForm {...(actionData ?? { typed: blank, faults: {}, theirs: null })} cancel={back} />
    </NetworkPage>
  )
}
