import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { ownFile, whoFollows } from '#modules/plans/index.server.ts'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DateField, Empty, Form, Page, SelectField, Stack, TextArea } from '#platform/ui/index.ts'
import { inputOf, NOTHING, telling } from '../acting.server.ts'
import { readMyCall } from '../forms.server.ts'
import { callMyMeeting } from '../situations.commands.server.ts'
import { agreedUntil } from '../situations.queries.server.ts'
import { mySituationsPath } from '../vocabulary.ts'
import type { Route } from './+types/my-new'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    await ownFile(scope, args.params.network)
    const teams = (await whoFollows(scope, args.params.network)).filter(({ leftOn }) => leftOn === null)
    return {
      teams: teams.map(({ service, team }) => ({ value: service, label: team })),
      until: await agreedUntil(scope, args.params.network),
      nothing: NOTHING,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  return telling(typed, async () => {
    const id = await inSpace(args, async (scope, actor) => {
      const file = await ownFile(scope, network)
      const services = (await whoFollows(scope, network)).filter(({ leftOn }) => leftOn === null).map(({ service }) => service)
      const { service, ...input } = inputOf(readMyCall(typed, services))
      return callMyMeeting(scope, actor, { network, person: file.id, service }, input)
    })
    return redirect(`/${lang}${mySituationsPath}/${network}/${id}?saved=call`)
  })
}

/** I ask for a meeting about my situation: what it is about, what may be said, which team prepares it. */
export default function MyNew({ loaderData: { teams, until, nothing }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const state = actionData ?? nothing
  const field = useField(state)
  const labels = {
    service: 'situations.new.team',
    subject: 'situations.subject',
    said: 'situations.said',
    until: 'situations.until',
  } as const
  return (
    <Page
      title={say('situations.new.title')}
      purpose={say('situations.new.what')}
      back={{ to: to(mySituationsPath), label: say('situations.title') }}
    >
      <title>{`${say('situations.new.title')} · Maillage`}</title>
      <Wrong faults={state.faults} labelOf={(name) => say(labels[name as keyof typeof labels])} />
      {teams.length === 0 ? (
        <Empty title={say('situations.new.none')} what={say('situations.new.none.what')} />
      ) : (
        <Form method="post">
          <Stack>
            <SelectField {...field('service', 'situations.new.team')} options={teams} required />
            <TextArea {...field('subject', 'situations.subject', 'situations.subject.hint')} rows={4} maxLength={4000} required />
            <TextArea {...field('said', 'situations.said', 'situations.said.hint')} rows={4} maxLength={4000} required />
            <DateField
              {...field('until', 'situations.until', 'situations.until.hint')}
              defaultValue={state.typed.until ?? until}
              required
            />
            <Button kind="primary">{say('situations.call')}</Button>
          </Stack>
        </Form>
      )}
    </Page>
  )
}
