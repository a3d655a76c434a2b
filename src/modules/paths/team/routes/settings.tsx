import { data, redirect } from 'react-router'
import { Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Form, Notice, Page, Row, Stack, TextField, useSaved } from '#platform/ui/index.ts'
import { orTheirs, wrongly } from '../../conflict.server.ts'
import { readSettingsForm } from '../../forms.server.ts'
import { setSettings, settingPaths } from '../../settings.commands.server.ts'
import { readSettings, type Settings } from '../../settings.queries.server.ts'
import type { Route } from './+types/settings'

const typedSettings = ({ keepDays, linkDays, aimDays, version }: Settings) => ({
  keep_days: String(keepDays),
  link_days: String(linkDays),
  aim_days: String(aimDays),
  version: String(version),
})

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    await settingPaths(scope, actor, args.params.network)
    return { kept: typedSettings(await readSettings(scope, args.params.network)) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => {
    await settingPaths(scope, actor, network)
    const read = readSettingsForm(typed)
    if (!read.ok) return wrongly(typed, read.faults)
    return orTheirs(
      typed,
      () => setSettings(scope, actor, network, read.input),
      async () => typedSettings(await readSettings(scope, network)),
    )
  })
  return sent === null ? redirect(`/${lang}/paths/${network}/settings?saved`) : data(sent.answer, { status: sent.status })
}

/** How long links to partners live in a network, how long the words behind them are kept, and the time without help that it aims at. */
export default function PathSettings({ loaderData: { kept }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const { typed, faults, theirs, version } = actionData ?? { typed: kept, faults: {}, theirs: null, version: undefined }
  const field = useField({ typed, faults })
  const labelOf = (name: string) => say(`pathTeam.field.${name}` as MessageId)
  return (
    <Page
      title={say('pathTeam.settings')}
      purpose={say('pathTeam.settings.purpose')}
      back={{ to: to('/admin'), label: say('pathTeam.admin') }}
    >
      <title>{`${say('pathTeam.settings')} · Maillage`}</title>
      {saved !== null && actionData === undefined && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Form method="post">
        <input type="hidden" name="version" value={version ?? typed.version ?? '0'} />
        <Stack>
          <Wrong faults={faults} labelOf={labelOf} />
          <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => value} />
          <TextField {...field('link_days', 'pathTeam.field.link_days')} inputMode="numeric" size="short" required />
          <TextField {...field('keep_days', 'pathTeam.field.keep_days')} inputMode="numeric" size="short" required />
          <TextField {...field('aim_days', 'pathTeam.field.aim_days', 'pathTeam.hint.aim')} inputMode="numeric" size="short" required />
          <Row>
            <Button kind="primary">{say('form.save')}</Button>
          </Row>
        </Stack>
      </Form>
    </Page>
  )
}
