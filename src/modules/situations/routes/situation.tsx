import { redirect } from 'react-router'
import { inWorkOrSpace } from '#modules/identity/index.server.ts'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { NOTHING, telling } from '../acting.server.ts'
import { dayIn } from '../forms.server.ts'
import { idIn } from '../ids.server.ts'
import { isErased } from '../machine.ts'
import { About, Attending, StateTag, useDays, Words } from '../screen/parts.tsx'
import { TeamDecisions } from '../screen/team-decisions.tsx'
import { GuestPage } from '../screen/team-guest.tsx'
import { TeamPrepares } from '../screen/team-prepares.tsx'
import { agreedUntil, readSituation, teamsToInvite } from '../situations.queries.server.ts'
import { situationsPath } from '../vocabulary.ts'
import type { Route } from './+types/situation'
import { actAsTeam } from './team-acts.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inWorkOrSpace(args, async (scope) => {
    const { network } = args.params
    const situation = await readSituation(scope, network, idIn(args.params.situation))
    const known = [situation.service, ...situation.invitations.flatMap(({ service }) => service ?? [])]
    return {
      situation,
      teams: situation.relation === 'team' ? await teamsToInvite(scope, network, known) : [],
      until: await agreedUntil(scope, network),
      today: dayIn(0),
      nothing: NOTHING,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const id = idIn(args.params.situation)
  const form = await args.request.formData()
  const typed = typedOf(form)
  return telling(typed, async () => {
    const done = await inWorkOrSpace(args, async (scope, actor) => {
      // Whether there is such a meeting for them is answered before what they sent is read.
      await readSituation(scope, network, id)
      return actAsTeam(scope, actor, { network, id, typed, several: (name) => form.getAll(name).map(String) })
    })
    // Who says that they stay away reads no more of it.
    return redirect(`/${lang}${situationsPath(network)}${done === 'absent' ? '' : `/${id}`}?saved=${done}`)
  })
}

const FIELDS: Readonly<Record<string, MessageId>> = {
  subject: 'situations.team.subject',
  said: 'situations.team.said',
  until: 'situations.team.until',
  how: 'situations.team.how',
  service: 'situations.team.invite.team',
  words: 'situations.team.words',
  day: 'situations.team.day',
  time: 'situations.team.time',
  held: 'situations.team.held',
  what: 'situations.team.what',
  who: 'situations.team.who',
  lesson: 'situations.team.lesson',
  checks: 'situations.team.checks',
}
const SAVED = ['call', 'change', 'yes', 'no', 'withdraw', 'invite', 'plan', 'hold', 'decide', 'tell', 'lesson', 'raise', 'back'] as const

/** One meeting: for the team that prepares it, and for a team that the person lets come. */
export default function SituationPage({ loaderData, actionData, params: { network } }: Route.ComponentProps) {
  const { situation, teams, until, today, nothing } = loaderData
  const { say, to } = useLanguage()
  const { day } = useDays()
  const saved = useSaved()
  const told = SAVED.find((each) => each === saved)
  const state = actionData ?? nothing
  const isOver = isErased(situation.state)
  return (
    <Page
      title={situation.name || say('situations.team.unnamed')}
      purpose={say(situation.relation === 'team' ? 'situations.team.purpose.ours' : 'situations.team.purpose.guest', {
        team: situation.team,
      })}
      back={{ to: to(situationsPath(network)), label: say('situations.team.title') }}
      actions={<StateTag state={situation.state} />}
    >
      <title>{`${say('situations.team.title')} · Maillage`}</title>
      {told !== undefined && <Notice kind="saved">{say(`situations.team.saved.${told}`)}</Notice>}
      {saved !== null && told === undefined && <Notice kind="saved">{say('situations.team.saved.other')}</Notice>}
      {state.conflict && <Notice kind="danger">{say('situations.team.conflict')}</Notice>}
      <Wrong faults={state.faults} labelOf={(name) => say(FIELDS[name] ?? 'situations.team.title')} />
      {isOver && (
        <p>
          {say(`situations.team.over.${situation.state === 'refused' ? 'refused' : 'withdrawn'}`, { day: day(situation.endedOn ?? today) })}
        </p>
      )}
      {!isOver && (
        <Stack gap="large">
          <About situation={situation} />
          {situation.relation === 'invited' && <GuestPage situation={situation} />}
          {situation.relation === 'team' && <TeamPrepares situation={situation} teams={teams} until={until} today={today} state={state} />}
          {(situation.attendance !== null || situation.words.length > 0) && (
            <Section title={say('situations.team.person')} id="person">
              <Attending situation={situation} />
              <Words words={situation.words} />
            </Section>
          )}
          {situation.heldOn !== null && <TeamDecisions situation={situation} state={state} />}
        </Stack>
      )}
    </Page>
  )
}
