import { data, redirect } from 'react-router'
import { requireFresh } from '#modules/identity/index.server.ts'
import { isDay } from '#platform/cells.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, DateField, Form, Notice, Page, Section, Stack, TextArea, TextField, TextLink } from '#platform/ui/index.ts'
import { breakGlass, openGlass } from '../glass/glass.server.ts'
import { rulesOf } from '../rules.server.ts'
import { myTeamsIn } from '../space/worker.server.ts'
import type { Route } from './+types/glass'

export const loader = async (args: Route.LoaderArgs) => {
  // Sensitive: proof of the last ten minutes, before anything is typed.
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    await myTeamsIn(scope, actor, args.params.network)
    const { glassMinutes, reviewDays } = await rulesOf(scope, args.params.network)
    return { open: await openGlass(scope, args.params.network), glassMinutes, reviewDays }
  })
}

const SHORTEST = 10

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const { lang, network } = args.params
  const form = await args.request.formData()
  const text = (name: string, most: number) =>
    String(form.get(name) ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, most)
  const typed = { name: text('name', 100), born: text('born', 10), reason: text('reason', 1000) }
  const lacks = { name: typed.name === '', born: !isDay(typed.born), reason: typed.reason.length < SHORTEST }
  const isComplete = !Object.values(lacks).includes(true)
  const file = await inRequest(args, async (scope, actor) => {
    await myTeamsIn(scope, actor, network)
    return isComplete ? breakGlass(scope, actor, network, typed) : undefined
  })
  if (typeof file === 'string') return redirect(`/${lang}/glass/${network}/${file}`)
  return data({ typed, lacks, isMissing: file === undefined }, { status: 422 })
}

/** Breaking the glass: somebody's file for a short time, with a reason; the person and the administrators are told. */
export default function Glass({ loaderData: { open, glassMinutes, reviewDays }, actionData, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  return (
    <Page
      title={say('glass.title')}
      purpose={say('glass.purpose', { minutes: glassMinutes })}
      back={{ to: to('/care'), label: say('followed.care') }}
    >
      <title>{`${say('glass.title')} · Maillage`}</title>
      {open.length > 0 && (
        <Section title={say('glass.open')}>
          <ul>
            {open.map(({ id, file, until }) => (
              <li key={id}>
                <TextLink to={to(`/glass/${params.network}/${file}`)}>
                  {say('glass.open.until', { moment: intl.formatDate(until, { timeStyle: 'short' }) })}
                </TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {actionData !== undefined && <Notice kind="danger">{say(actionData.isMissing ? 'glass.lacks' : 'glass.nobody')}</Notice>}
      <Notice kind="attention" title={say('glass.told')}>
        <p>{say('glass.told.what', { days: reviewDays })}</p>
      </Notice>
      <Form method="post">
        <Stack>
          <TextField
            name="name"
            label={say('glass.name')}
            {...(actionData?.lacks.name ? { error: say('glass.lacks.name') } : {})}
            defaultValue={actionData?.typed.name ?? ''}
            autoComplete="off"
            maxLength={100}
            required
          />
          <DateField
            name="born"
            label={say('duty.born')}
            defaultValue={actionData?.typed.born ?? ''}
            {...(actionData?.lacks.born ? { error: say('duty.born.wrong') } : {})}
            required
          />
          <TextArea
            name="reason"
            label={say('glass.reason')}
            {...(actionData?.lacks.reason ? { error: say('glass.lacks.reason') } : {})}
            hint={say('glass.reason.hint')}
            defaultValue={actionData?.typed.reason ?? ''}
            rows={3}
            maxLength={1000}
            required
          />
          <Button kind="danger">{say('glass.act', { minutes: glassMinutes })}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
