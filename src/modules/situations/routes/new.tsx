import { redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, Notice, Page, Section, Stack, TextArea } from '#platform/ui/index.ts'
import { inputOf, NOTHING, telling } from '../acting.server.ts'
import { readCall } from '../forms.server.ts'
import { idIn } from '../ids.server.ts'
import { SituationList } from '../screen/parts.tsx'
import { callMeeting } from '../situations.commands.server.ts'
import { listAbout, readFollowed } from '../situations.queries.server.ts'
import { situationsPath } from '../vocabulary.ts'
import type { Route } from './+types/new'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    const { network } = args.params
    const person = idIn(args.params.person)
    const { name } = await readFollowed(scope, network, person)
    return { name, before: await listAbout(scope, network, person), nothing: NOTHING }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const person = idIn(args.params.person)
  const typed = typedOf(await args.request.formData())
  return telling(typed, async () => {
    const id = await inRequest(args, async (scope, actor) => {
      if (actor.personId === '') throw new Problem('signed_out')
      const { service } = await readFollowed(scope, network, person)
      return callMeeting(scope, actor, { network, person, service }, inputOf(readCall(typed)))
    })
    return redirect(`/${lang}${situationsPath(network)}/${id}?saved=call`)
  })
}

/** A team drafts a meeting about somebody: they read every word of it before anybody else does. */
export default function New({ loaderData: { name, before, nothing }, actionData, params: { network, person } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const state = actionData ?? nothing
  const field = useField(state)
  return (
    <Page
      title={say('situations.team.new')}
      purpose={say('situations.team.new.purpose', { name })}
      back={{ to: to(`/care/${network}/people/${person}`), label: name || say('situations.team.unnamed') }}
    >
      <title>{`${say('situations.team.new')} · Maillage`}</title>
      <Notice kind="info">{say('situations.team.new.rule')}</Notice>
      <Wrong faults={state.faults} labelOf={(key) => say(key === 'subject' ? 'situations.team.subject' : 'situations.team.said')} />
      {before.length > 0 && (
        <Section title={say('situations.team.about')}>
          <SituationList heads={before} hrefOf={({ id }) => `${to(situationsPath(network))}/${id}`} titleOf={({ team }) => team} />
        </Section>
      )}
      <Form method="post">
        <Stack>
          <TextArea {...field('subject', 'situations.team.subject', 'situations.team.subject.hint')} rows={4} maxLength={4000} required />
          <TextArea {...field('said', 'situations.team.said', 'situations.team.said.hint')} rows={5} maxLength={4000} required />
          <Button kind="primary">{say('situations.team.new.act')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
