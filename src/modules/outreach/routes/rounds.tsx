import { data, redirect } from 'react-router'
import { Wrong } from '#platform/forms/form-state.tsx'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Form, Notice, Page, Stack, useSaved } from '#platform/ui/index.ts'
import { NOTHING } from '../acting.server.ts'
import { listRounds, listStops, listTurns } from '../calendar.queries.server.ts'
import { dayIn } from '../days.ts'
import { RoundManager } from '../screen/round-forms.tsx'
import { teamPath } from '../vocabulary.ts'
import type { Route } from './+types/rounds'
import { actOnRounds, openRounds } from './rounds-acts.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    const { unit, name } = await openRounds(scope, actor, network, id)
    return {
      unit,
      name,
      stops: unit === null ? [] : await listStops(scope, network, id),
      rounds: unit === null ? [] : await listRounds(scope, network, id),
      changed: (unit === null ? [] : await listTurns(scope, network, dayIn(0), dayIn(60), id)).filter(({ state }) => state !== 'on'),
      today: dayIn(0),
      nothing: NOTHING,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const typed = typedOf(form)
  const came = await inRequest(args, async (scope, actor) => {
    await openRounds(scope, actor, network, id)
    return actOnRounds(scope, { network, id, typed, several: (name) => form.getAll(name).map(String), version: versionIn(typed) })
  })
  return 'state' in came ? data(came.state, { status: 422 }) : redirect(`/${lang}${teamPath(network, id)}/rounds?saved=${came.done}`)
}

const FIELDS: Readonly<Record<string, MessageId>> = {
  name: 'outreach.team.name',
  place: 'outreach.team.place',
  latitude: 'outreach.team.latitude',
  longitude: 'outreach.team.longitude',
  weekday: 'outreach.team.weekday',
  once: 'outreach.team.once',
  day: 'outreach.team.day',
  minutes: 'outreach.team.minutes',
}

/** Where the team stops and when it goes out; what is different on one day. */
export default function Rounds({ loaderData, actionData, params: { network, id } }: Route.ComponentProps) {
  const { unit, name, nothing } = loaderData
  const { say, to } = useLanguage()
  const saved = useSaved()
  const state = actionData ?? nothing
  return (
    <Page
      title={say('outreach.team.rounds')}
      purpose={name}
      back={{
        to: to(unit === null ? `/outreach/${network}` : teamPath(network, id)),
        label: unit === null ? say('outreach.title') : say('outreach.team.title'),
      }}
    >
      <title>{`${say('outreach.team.rounds')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('outreach.team.saved.other')}</Notice>}
      <Wrong faults={state.faults} labelOf={(field) => say(FIELDS[field] ?? 'outreach.team.stop')} />
      {(unit === null || unit.isLead) && (
        <Form method="post">
          <input type="hidden" name="version" value={unit?.version ?? 0} />
          <Stack gap="small">
            {unit === null && <p>{say('outreach.team.start.what')}</p>}
            <CheckField name="public" id="unit-public" label={say('outreach.team.unit.public')} defaultChecked={unit?.isPublic ?? true} />
            <Button kind={unit === null ? 'primary' : 'quiet'} name="intent" value={unit === null ? 'make' : 'set'}>
              {say(unit === null ? 'outreach.team.start' : 'outreach.team.unit.act')}
            </Button>
          </Stack>
        </Form>
      )}
      {unit !== null && <RoundManager {...loaderData} state={state} />}
    </Page>
  )
}
