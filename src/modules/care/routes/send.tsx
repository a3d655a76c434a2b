import { data, redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Page, Row, Section, SelectField, Stack } from '#platform/ui/index.ts'
import { readSendForm } from '../forms.server.ts'
import { uuidIn } from '../ids.server.ts'
import { listEpisodes, readPerson } from '../people/people.queries.server.ts'
import { usualEnd } from '../people/retention.server.ts'
import { sendRequest } from '../requests/requests.commands.server.ts'
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

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { person, teams } = await asking(scope, args)
    return { name: `${person.given} ${person.family}`.trim(), teams, until: await usualEnd(scope, args.params.network) }
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

export default function Send({ loaderData: { name, teams, until }, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { day } = useMoments()
  const state = actionData ?? { typed: { until }, faults: {} }
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
