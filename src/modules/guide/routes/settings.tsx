import '../screen/guide.css'
import { data, redirect } from 'react-router'
import { CARE_FUNCTIONS } from '#modules/directory/vocabulary.ts'
import { type Answer, EntryRow, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, Notice, Page, Stack, TextField, useSaved } from '#platform/ui/index.ts'
import { settingsTyped } from '../forms.server.ts'
import { settingRules } from '../rules.commands.server.ts'
import { sendSettings } from '../sending.server.ts'
import { readSettings } from '../settings.queries.server.ts'
import type { Route } from './+types/settings'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    await settingRules(scope, actor, args.params.network)
    return { kept: settingsTyped(await readSettings(scope, args.params.network)) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendSettings(scope, actor, network, typed))
  return sent === null ? redirect(`/${lang}/guide/${network}/settings?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

const WAITS = ['today', 'week', 'later'] as const

export default function Settings({ loaderData: { kept }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const isSaved = useSaved() !== null
  const { typed, faults, theirs, version } = actionData ?? { typed: kept, faults: {}, theirs: null, version: undefined }
  const field = useField({ typed, faults })
  const labelOf = (name: string) => {
    const [end = '', code = ''] = name.split('_')
    const wait = WAITS.find((each) => end === 'wait' && each === code)
    if (wait !== undefined) return say(`guide.settings.wait.${wait}`)
    const known = CARE_FUNCTIONS.find((each) => each === code)
    return known === undefined
      ? say('guide.settings.confirmed')
      : `${say(`function.${known}`)} : ${say(end === 'from' ? 'guide.field.age_from' : 'guide.field.age_to')}`
  }
  return (
    <Page
      title={say('guide.settings.title')}
      purpose={say('guide.settings.purpose')}
      back={{ to: to(`/guide/${params.network}/availability`), label: say('guide.availability.title') }}
    >
      <title>{`${say('guide.settings.title')} · Maillage`}</title>
      {isSaved && actionData === undefined && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Form method="post">
        <input type="hidden" name="version" value={version ?? typed.version ?? '0'} />
        <Stack>
          <Wrong faults={faults} labelOf={labelOf} />
          <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => value} />
          <TextField
            {...field('confirmed_days', 'guide.settings.confirmed', 'guide.settings.confirmed.hint')}
            inputMode="numeric"
            size="short"
            required
          />
          <p>{say('guide.settings.waits')}</p>
          {WAITS.map((name) => (
            <TextField key={name} {...field(`wait_${name}`, `guide.settings.wait.${name}`)} inputMode="numeric" size="short" required />
          ))}
          <p>{say('guide.settings.ages')}</p>
          {CARE_FUNCTIONS.map((code) => (
            <EntryRow key={code} legend={`${code} ${say(`function.${code}`)}`}>
              <TextField {...field(`from_${code}`, 'guide.field.age_from')} inputMode="numeric" size="short" />
              <TextField {...field(`to_${code}`, 'guide.field.age_to')} inputMode="numeric" size="short" />
            </EntryRow>
          ))}
          <Button kind="primary">{say('form.save')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
