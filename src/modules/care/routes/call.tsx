import { data, redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, LinkButton, Page, Row, Section, SelectField, Stack, TextField, TextLink } from '#platform/ui/index.ts'
import { readCallForm } from '../forms.server.ts'
import { takeCall } from '../requests/requests.commands.server.ts'
import { optionsOf } from '../screen/options.ts'
import { PersonFields } from '../screen/person-fields.tsx'
import { StoryFields } from '../screen/story-fields.tsx'
import { readMyTeam } from '../teams/teams.queries.server.ts'
import { OUTSIDE_KINDS } from '../vocabulary.ts'
import type { Route } from './+types/call'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => ({ team: await readMyTeam(scope, args.params.network, args.params.id) }))

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => {
    await readMyTeam(scope, network, id)
    const read = await readCallForm(scope, network, typed)
    return read.ok ? takeCall(scope, actor, network, id, read.input) : read
  })
  return 'faults' in sent
    ? data({ typed, faults: sent.faults }, { status: 422 })
    : redirect(`/${lang}/care/${network}/requests/${sent.id}?done=taken`)
}

export default function Call({ loaderData: { team }, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const state = actionData ?? { typed: { agreement: 'unknown' }, faults: {} }
  const field = useField(state)
  return (
    <Page
      title={say('care.call.title')}
      purpose={say('care.call.purpose', { team: team.name })}
      back={{ to: to(`/care/${network}/teams/${id}`), label: team.name }}
    >
      <title>{`${say('care.call.title')} · Maillage`}</title>
      <p>
        <TextLink to={to(`/care/${network}/teams/${id}#followed`)}>{say('care.call.known')}</TextLink>
      </p>
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(name) => say(`care.field.${name}` as MessageId)} />
        <Section title={say('care.call.happens')}>
          <StoryFields {...state} />
        </Section>
        <Section title={say('care.call.asker')}>
          <Stack>
            <SelectField
              {...field('from_kind', 'care.field.from_kind')}
              options={optionsOf(say, 'care.from.', OUTSIDE_KINDS)}
              empty={say('form.choose')}
              required
            />
            <div className="entry-fields-pair">
              <TextField {...field('askerName', 'care.field.askerName')} autoComplete="off" />
              <TextField {...field('askerReach', 'care.field.askerReach')} autoComplete="off" />
            </div>
          </Stack>
        </Section>
        <Section title={say('care.call.person')}>
          <PersonFields {...state} />
        </Section>
        <Row>
          <Button kind="primary">{say('care.call.keep')}</Button>
          <LinkButton kind="quiet" to={to(`/care/${network}/teams/${id}`)}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Form>
    </Page>
  )
}
