import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Page, Row, Section, SelectField, Stack, TextLink } from '#platform/ui/index.ts'
import { readSendForm } from '../forms.server.ts'
import { uuidIn } from '../ids.server.ts'
import { listEpisodes, readPerson } from '../people/people.queries.server.ts'
import { usualEnd } from '../people/retention.server.ts'
import { sendRequest } from '../requests/requests.commands.server.ts'
import { readRequest } from '../requests/requests.queries.server.ts'
import { GroundFields } from '../screen/ground-fields.tsx'
import { useMoments } from '../screen/moment.tsx'
import { StoryFields } from '../screen/story-fields.tsx'
import { teamOptions } from '../screen/team-options.ts'
import { listChoices } from '../teams/choices.server.ts'
import type { Route } from './+types/send'
import '../screen/care.css'

type Args = { params: { network: string; id: string } }
// Who is asked, and in the name of which team: one that follows the person and in which the actor works.
const asking = async (scope: Parameters<typeof readPerson>[0], { params: { network, id } }: Args) => {
  const person = await readPerson(scope, network, uuidIn(id))
  const mine = found((await listEpisodes(scope, network, person.id)).find(({ isMine, leftOn }) => isMine && leftOn === null))
  const teams = await listChoices(scope, network, person.id, mine.serviceId)
  return { person, mine, teams }
}

// What was written for a team that did not take it need not be written again; the person is asked again all the same.
const likeBefore = async (
  scope: Parameters<typeof readPerson>[0],
  { params: { network, id }, request }: Args & { request: Request },
): Promise<Typed> => {
  const like = new URL(request.url).searchParams.get('like')
  if (like === null) return {}
  const { personId, story, urgency, reasonKind } = await readRequest(scope, network, uuidIn(like))
  if (personId !== id || story === null) return {}
  await recordRead(scope, network, 'care.readRequest', `request/${like}`, { about: personId })
  const { what, hoped, safety, answer } = story
  return { what, hoped, safety, answer, urgency, reason_kind: reasonKind }
}

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { person, teams } = await asking(scope, args)
    return {
      place: person.territoryId,
      name: `${person.given} ${person.family}`.trim(),
      teams,
      typed: { until: await usualEnd(scope, args.params.network), ...(await likeBefore(scope, args)) },
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => {
    const { person, mine, teams } = await asking(scope, args)
    const read = readSendForm(typed, teams)
    return read.ok ? sendRequest(scope, actor, network, mine.serviceId, { ...read.input, personId: person.id }) : read
  })
  return 'faults' in sent
    ? data({ typed, faults: sent.faults }, { status: 422 })
    : redirect(`/${lang}/care/${network}/requests/${sent.id}?done=sent`)
}

export default function Send({ loaderData: { name, place, teams, typed }, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { day } = useMoments()
  const state = actionData ?? { typed, faults: {} }
  const field = useField(state)
  const title = say('care.send.title', { name: name === '' ? say('care.unnamed') : name })
  return (
    <Page
      title={title}
      purpose={say('care.send.purpose')}
      back={{ to: to(`/care/${network}/people/${id}`), label: name || say('care.unnamed') }}
    >
      <title>{`${title} · Maillage`}</title>
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(each) => say(`care.field.${each}` as MessageId)} />
        <SelectField {...field('to', 'care.field.to')} options={teamOptions(say, day, teams)} empty={say('form.choose')} required />
        <p>
          <TextLink to={to(`/guide/${network}${place === null ? '' : `?place=${place}`}`)}>{say('care.send.guide')}</TextLink>
        </p>
        <Section title={say('care.call.happens')}>
          <StoryFields {...state} isSent />
        </Section>
        <Section title={say('care.person.consents')}>
          <Stack>
            <GroundFields {...state} />
          </Stack>
        </Section>
        <Row>
          <Button kind="primary">{say('care.request.send')}</Button>
          <LinkButton kind="quiet" to={to(`/care/${network}/people/${id}`)}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Form>
    </Page>
  )
}
