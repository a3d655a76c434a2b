import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { decisionTyped } from '../committee-form.server.ts'
import { readDecision } from '../meetings.queries.server.ts'
import { DecisionForm } from '../screen/committee-forms.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import type { Route } from './+types/decision'
import { sendDecision } from './saving-committees.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const around = await forMember(scope, actor, network)
    const decision = await readDecision(scope, network, id)
    return { around, decision, kept: decisionTyped(decision) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendDecision(scope, actor, network, id, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/network/${network}/decisions/${id}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

/** For members what was decided and what came of it; for those who steer, the form of it. */
export default function DecisionPage({ loaderData: { around, decision, kept }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const shown = useShown()
  const meeting = to(`/network/${params.network}/meetings/${decision.meeting_id}`)
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.decision.title')}
      purpose={decision.what}
      back={{ to: meeting, label: say('network.meeting.title', { committee: decision.committee, day: shown.day(decision.held_on) }) }}
    >
      {around.maySteer ? (
        <DecisionForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} cancel={meeting} />
      ) : (
        <DescriptionList
          items={[
            { term: say('network.decision.responsible'), description: decision.responsible },
            { term: say('network.decision.state'), description: say(`network.decisionState.${decision.state}`) },
            ...(decision.until === null ? [] : [{ term: say('network.decision.until'), description: shown.day(decision.until) }]),
            ...(decision.settled_on === null
              ? []
              : [{ term: say('network.decision.settled'), description: shown.day(decision.settled_on) }]),
            ...(decision.outcome === null ? [] : [{ term: say('network.decision.outcome'), description: decision.outcome }]),
          ]}
        />
      )}
    </NetworkPage>
  )
}
