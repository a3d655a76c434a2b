import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { NOTHING, telling } from '../acting.server.ts'
import { idIn } from '../ids.server.ts'
import { isAhead, isErased } from '../machine.ts'
import { AnswerForm } from '../screen/my-answer.tsx'
import { MyDecisions } from '../screen/my-decisions.tsx'
import { TakePart } from '../screen/my-part.tsx'
import { About, EndIt, Guests, StateTag, useDays } from '../screen/parts.tsx'
import { agreedUntil, readSituation } from '../situations.queries.server.ts'
import { mySituationsPath } from '../vocabulary.ts'
import type { Route } from './+types/my-situation'
import { actAsPerson } from './my-acts.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const situation = await readSituation(scope, args.params.network, idIn(args.params.situation))
    // Who prepares it, or is invited, reads it among their team's.
    if (situation.relation !== 'person') throw new Problem('not_found')
    return { situation, until: await agreedUntil(scope, args.params.network), nothing: NOTHING }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const id = idIn(args.params.situation)
  const form = await args.request.formData()
  const typed = typedOf(form)
  return telling(typed, async () => {
    const done = await inSpace(args, async (scope, actor) => {
      if ((await readSituation(scope, network, id)).relation !== 'person') throw new Problem('not_found')
      return actAsPerson(scope, actor, { network, id, typed, yes: form.getAll('yes').map(String) })
    })
    return redirect(`/${lang}${mySituationsPath}/${network}/${id}?saved=${done}`)
  })
}

const SAVED = ['call', 'yes', 'no', 'attend', 'words', 'respond', 'withdraw'] as const

/** A meeting about me: I say yes or no, who may hear it, how I take part; and what was decided comes back to me. */
export default function MySituation({ loaderData: { situation, until, nothing }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { day } = useDays()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  const state = actionData ?? nothing
  const { team, calledBy, invitations } = situation
  const waits =
    situation.state === 'drafted' ||
    (isAhead(situation.state) && (!situation.isAgreed || invitations.some(({ personSays }) => personSays === 'waits')))
  return (
    <Page
      title={say(`situations.by.${calledBy}`, { team })}
      purpose={say('situations.purpose')}
      back={{ to: to(mySituationsPath), label: say('situations.title') }}
      actions={<StateTag state={situation.state} />}
    >
      <title>{`${say('situations.title')} · Maillage`}</title>
      {told !== undefined && <Notice kind="saved">{say(`situations.saved.${told}`)}</Notice>}
      {state.conflict && <Notice kind="danger">{say('situations.conflict')}</Notice>}
      <Wrong faults={state.faults} labelOf={(name) => say(name === 'until' ? 'situations.until' : 'situations.words.label')} />
      {isErased(situation.state) ? (
        <p>{say('situations.erased', { day: situation.endedOn === null ? '' : day(situation.endedOn) })}</p>
      ) : (
        <Stack gap="large">
          {situation.state === 'told' && <MyDecisions situation={situation} />}
          {situation.state === 'held' && <Notice kind="info">{say('situations.decisions.wait')}</Notice>}
          <About situation={situation} />
          {waits ? (
            <AnswerForm situation={situation} until={until} state={state} />
          ) : (
            <Section title={say(situation.heldOn === null ? 'situations.who' : 'situations.who.past')}>
              <Guests invitations={invitations} isPast={situation.heldOn !== null} />
            </Section>
          )}
          {isAhead(situation.state) && <TakePart situation={situation} state={state} />}
          {situation.isAgreed && (
            <EndIt
              intent="withdraw"
              title={say('situations.withdraw')}
              what={say(isAhead(situation.state) ? 'situations.withdraw.before' : 'situations.withdraw.after')}
              act={say('situations.withdraw.act')}
            />
          )}
        </Stack>
      )}
    </Page>
  )
}
