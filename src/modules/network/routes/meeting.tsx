import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, Fold, LinkButton, Section } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { listDecisions, readMeeting } from '../meetings.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { DecisionForm } from '../screen/committee-forms.tsx'
import { DecisionTable } from '../screen/decisions.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { COLLEGES } from '../vocabulary.ts'
import type { Route } from './+types/meeting'
import { sendNewDecision } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forMember(scope, actor, network)
    return { around, today: today(), meeting: await readMeeting(scope, network, id), decisions: await listDecisions(scope, network, id) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendNewDecision(scope, actor, network, id, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/meetings/${id}?saved#decisions`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function MeetingPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { around, meeting, decisions } = loaderData
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const edit = (
    <LinkButton kind="primary" to={`${base}/meetings/${meeting.id}/edit`}>
      {say('form.edit')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.meeting.title', { committee: meeting.committee, day: shown.day(meeting.held_on) })}
      purpose={say('network.meeting.purpose')}
      back={{ to: `${base}/committees/${meeting.committee_id}`, label: meeting.committee }}
      {...(around.maySteer ? { actions: edit } : {})}
    >
      <DescriptionList
        items={[
          { term: say('network.meeting.state'), description: say(`network.meetingState.${meeting.state}`) },
          ...(meeting.place === null ? [] : [{ term: say('network.meeting.place'), description: meeting.place }]),
          ...(meeting.agenda === null
            ? []
            : [{ term: say('network.meeting.agenda'), description: <span className="said">{meeting.agenda}</span> }]),
        ]}
      />
      {meeting.state === 'held' && (
        <Section title={say('network.meeting.came')}>
          <DescriptionList
            items={COLLEGES.map((college) => {
              const count = meeting.attendance.find((each) => each.college === college)?.count
              return {
                term: say(`network.college.${college}`),
                description:
                  count === undefined
                    ? say('network.meeting.uncounted')
                    : count === 0
                      ? say('network.meeting.nobody')
                      : shown.number(count),
              }
            })}
          />
        </Section>
      )}
      <Section title={say('network.decisions')} id="decisions">
        {decisions.length === 0 ? (
          <p>{say('network.decisions.none')}</p>
        ) : (
          <DecisionTable decisions={decisions} base={base} today={loaderData.today} caption={say('network.decisions')} />
        )}
        {around.maySteer && meeting.state === 'held' && (
          <Fold title={say('network.decision.new')} open={actionData !== undefined}>
            <DecisionForm {...(actionData ?? { typed: { state: 'open' }, faults: {}, theirs: null })} />
          </Fold>
        )}
      </Section>
    </NetworkPage>
  )
}
