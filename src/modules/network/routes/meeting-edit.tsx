import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { forWriter } from '../around.server.ts'
import { meetingTyped } from '../committee-form.server.ts'
import { readMeeting } from '../meetings.queries.server.ts'
import { MeetingForm } from '../screen/committee-forms.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/meeting-edit'
import { sendMeeting } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forWriter(scope, actor, network, 'network.changeMeeting')
    const meeting = await readMeeting(scope, network, id)
    return { around, name: meeting.committee, kept: meetingTyped(meeting) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendMeeting(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/network/${network}/meetings/${id}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditMeeting({ loaderData: { around, name, kept }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/network/${params.network}/meetings/${params.id}`)
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.meeting.edit')}
      purpose={say('network.meeting.purpose')}
      back={{ to: back, label: name }}
    >
      <MeetingForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} cancel={back} />
    </NetworkPage>
  )
}
