import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, CheckGroup, ErrorSummary, Form, Notice, Page, Section, Stack, TextField } from '#platform/ui/index.ts'
import { offeredTo } from '../policy.ts'
import { choosePreference, preferenceOf } from '../preference.server.ts'
import { readPreference } from '../schema.ts'
import { NOTICES, type Preference } from '../vocabulary.ts'
import type { Route } from './+types/notices'

const typedIn = (form: FormData): Preference => {
  const wanted = form.getAll('wanted')
  return {
    declined: NOTICES.filter((notice) => !wanted.includes(notice)),
    quietFrom: String(form.get('quietFrom') ?? '').slice(0, 10),
    quietUntil: String(form.get('quietUntil') ?? '').slice(0, 10),
    quietWeekend: form.get('quietWeekend') !== null,
  }
}

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    return {
      offered: offeredTo(actor),
      kept: await preferenceOf(scope, actor.personId),
      isSaved: new URL(args.request.url).searchParams.has('saved'),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const faults = await inRequest(args, async (scope, actor) => {
    const read = readPreference(form, offeredTo(actor))
    if ('faults' in read) return read.faults
    await choosePreference(scope, actor, read.input)
    return null
  })
  return faults === null ? redirect(`/${args.params.lang}/account/notices?saved`) : data({ typed: typedIn(form), faults }, { status: 422 })
}

export default function Notices({ loaderData: { offered, kept, isSaved }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const shown = actionData?.typed ?? kept
  const faults = Object.fromEntries(Object.entries(actionData?.faults ?? {}).map(([name, id]) => [name, say(id)]))
  const errorOf = (name: string) => (faults[name] === undefined ? {} : { error: faults[name] })
  return (
    <Page title={say('notices.title')} purpose={say('notices.purpose')} back={{ to: to('/account'), label: say('nav.account') }}>
      <title>{`${say('notices.title')} · Maillage`}</title>
      {isSaved && actionData === undefined && <Notice kind="saved">{say('form.saved')}</Notice>}
      <ErrorSummary title={say('form.wrong')} errors={faults} />
      <Form method="post">
        <Stack>
          <CheckGroup
            name="wanted"
            legend={say('notices.wanted')}
            hint={say('notices.wanted.hint')}
            options={offered.map((notice) => ({ value: notice, label: say(`notices.kind.${notice}`) }))}
            defaultValues={NOTICES.filter((notice) => !shown.declined.includes(notice))}
          />
          <Section title={say('notices.quiet')}>
            <Stack>
              <p>{say('notices.quiet.hint')}</p>
              <TextField
                name="quietFrom"
                type="time"
                size="short"
                label={say('notices.quiet.from')}
                defaultValue={shown.quietFrom ?? ''}
                {...errorOf('quietFrom')}
              />
              <TextField
                name="quietUntil"
                type="time"
                size="short"
                label={say('notices.quiet.until')}
                defaultValue={shown.quietUntil ?? ''}
                {...errorOf('quietUntil')}
              />
              <CheckField name="quietWeekend" label={say('notices.quiet.weekend')} defaultChecked={shown.quietWeekend} />
            </Stack>
          </Section>
          <Button kind="primary">{say('form.save')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
