import { data, redirect } from 'react-router'
import { useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Form, Notice, Page, Stack, TextField } from '#platform/ui/index.ts'
import { readHouse } from '../house.queries.server.ts'
import { readSettingsForm, saveSettings } from '../settings.server.ts'
import { EXAMPLES, housePath, THRESHOLDS } from '../vocabulary.ts'
import type { Route } from './+types/settings'

const readLed = async (scope: Parameters<typeof readHouse>[0], network: string, id: string) => {
  const house = await readHouse(scope, network, id)
  return found(house.isLead ? house : undefined)
}
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { name, settings, country } = await readLed(scope, args.params.network, args.params.id)
    return { name, settings, country }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const read = readSettingsForm(typed)
  if (!read.ok) return data({ typed, faults: read.faults }, { status: 422 })
  await inRequest(args, async (scope) => {
    await readLed(scope, network, id)
    await saveSettings(scope, network, id, read.input)
  })
  return redirect(`/${lang}${housePath(network, id)}?saved`)
}

/** What holds in a house: after how long something stands out, and whether whoever waits is told how many wait before them. */
export default function Settings({ loaderData: { name, settings, country }, actionData, params: { network, id } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const kept: Typed = {
    version: String(settings.version),
    queue: settings.showsQueue ? 'on' : '',
    ...Object.fromEntries(THRESHOLDS.map((each) => [each, String(settings.own[each] ?? '')])),
  }
  const state = actionData ?? { typed: kept, faults: {} }
  const field = useField(state)
  return (
    <Page
      title={say('stays.settings.title')}
      purpose={say('stays.settings.purpose')}
      back={{ to: to(housePath(network, id)), label: name }}
    >
      <title>{`${say('stays.settings.title')} · Maillage`}</title>
      <Form method="post" className="stack stack-large">
        <Wrong faults={state.faults} labelOf={(each) => say(`stays.rule.${each}` as MessageId)} />
        <input type="hidden" name="version" value={state.typed.version ?? ''} />
        <Stack>
          {country === 'FR' && <Notice kind="info">{say('stays.settings.law')}</Notice>}
          {THRESHOLDS.map((each) => (
            <TextField
              key={each}
              {...field(each, `stays.rule.${each}`)}
              hint={say('stays.settings.example', { n: EXAMPLES[each] })}
              inputMode="numeric"
              size="short"
            />
          ))}
          <CheckField
            name="queue"
            label={say('stays.settings.queue')}
            hint={say('stays.settings.queue.what')}
            defaultChecked={state.typed.queue === 'on'}
          />
        </Stack>
        <div>
          <Button kind="primary">{say('stays.settings.keep')}</Button>
        </div>
      </Form>
    </Page>
  )
}
