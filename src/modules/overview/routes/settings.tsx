import { data, redirect } from 'react-router'
import { type FormState, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Typed, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Button, Form, Notice, Page, Section, Stack, TextField, useSaved } from '#platform/ui/index.ts'
import { settingCounts } from '../settings.queries.server.ts'
import { countingTyped, pagesTyped, sendSettings } from '../settings.server.ts'
import type { Route } from './+types/settings'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { name, isDemonstration, counting, pages } = await settingCounts(scope, actor, args.params.network, today())
    return { name, isDemonstration, year: counting.fromYear, counting: countingTyped(counting), pages: pagesTyped(pages) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendSettings(scope, actor, network, typed, today()))
  return sent === null
    ? redirect(`/${lang}/overview/${network}/settings?saved`)
    : data({ of: sent.of, ...sent.answer }, { status: sent.status })
}

const COUNTING = ['soon_days', 'back_days', 'seen_days', 'onward_days'] as const
const PAGES = ['ahead_days', 'most_teams'] as const

/** With which days a network counts who came back, went on and was seen; how far a committee looks ahead, and how long a table is. */
export default function CountingSettings({ loaderData, actionData, params: { network } }: Route.ComponentProps) {
  const { name, isDemonstration, year, counting, pages } = loaderData
  const { say, to, language } = useLanguage()
  const saved = useSaved()
  const stateOf = (of: 'counting' | 'pages', kept: Typed) =>
    actionData?.of === of ? actionData : { typed: kept, faults: {}, theirs: null, version: undefined }
  return (
    <Page
      title={say('overview.settings')}
      purpose={say('overview.settings.purpose')}
      back={{ to: to(`/overview/${network}`), label: say('overview.title') }}
    >
      <title>{`${say('overview.settings')} · ${inWords(name, language).text} · Maillage`}</title>
      {saved !== null && actionData === undefined && <Notice kind="saved">{say('form.saved')}</Notice>}
      <Section title={say('overview.settings.counting', { year: String(year) })}>
        <p>{say(isDemonstration ? 'overview.settings.told.demonstration' : 'overview.settings.told', { year: String(year) })}</p>
        <Numbers of="counting" fields={COUNTING} state={stateOf('counting', counting)} />
      </Section>
      <Section title={say('overview.settings.pages')}>
        <Numbers of="pages" fields={PAGES} state={stateOf('pages', pages)} />
      </Section>
    </Page>
  )
}

type Kept = FormState & { theirs?: readonly { name: string; value: string }[] | null; version?: string | undefined }
type Props = { of: 'counting' | 'pages'; fields: readonly string[]; state: Kept }
const Numbers = ({ of, fields, state: { typed, faults, theirs = null, version } }: Props) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = (name: string) => say(`overview.settings.${name}` as MessageId)
  return (
    <Form method="post">
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="version" value={version ?? typed.version ?? '0'} />
      {of === 'counting' && <input type="hidden" name="from_year" value={typed.from_year ?? ''} />}
      <Stack>
        <Wrong faults={faults} labelOf={labelOf} />
        <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => value} />
        {fields.map((name) => (
          <TextField key={name} {...field(name, `overview.settings.${name}` as MessageId)} inputMode="numeric" size="short" required />
        ))}
        <Button kind="primary">{say('form.save')}</Button>
      </Stack>
    </Form>
  )
}
