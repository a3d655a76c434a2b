import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Fold, Form, Page, Stack } from '#platform/ui/index.ts'
import { writing } from '../organisations.commands.server.ts'
import { ServiceForm } from '../screen/service-form.tsx'
import { sendService, serviceTyped } from '../sending.server.ts'
import { removeService } from '../services.commands.server.ts'
import { listAreaOptions, readService } from '../services.queries.server.ts'
import { type FormState, typedOf } from '../typed.ts'
import type { Route } from './+types/service-edit'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await writing(scope, actor, network)
    const row = await readService(scope, network, id)
    const state: FormState = { typed: await serviceTyped(scope, network, row), faults: {}, theirs: null, version: row.version }
    return { name: row.name, organisation: row.organisation_id, state, areas: await listAreaOptions(scope, network) }
  })

type Answer = { intent: 'save'; state: FormState } | { intent: 'remove' }

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  if (typed.intent === 'remove') {
    if (typed.confirm !== 'yes') return data<Answer>({ intent: 'remove' }, { status: 422 })
    await inRequest(args, (scope, actor) => removeService(scope, actor, network, id, Number(typed.version ?? '0')))
    return redirect(`/${lang}/directory`)
  }
  const sent = await inRequest(args, async (scope, actor) => {
    await writing(scope, actor, network)
    return sendService(scope, actor, network, id, typed)
  })
  return sent.answer === undefined
    ? redirect(`/${lang}/directory/${network}/services/${id}?saved`)
    : data<Answer>({ intent: 'save', state: sent.answer }, { status: sent.status })
}

export default function EditService({ loaderData: { name, state, areas }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/directory/${params.network}/services/${params.id}`)
  const title = say('service.edit.title', { name })
  return (
    <Page title={title} purpose={say('organisation.edit.purpose')} back={{ to: back, label: name }}>
      <title>{`${title} · Maillage`}</title>
      <ServiceForm state={actionData?.intent === 'save' ? actionData.state : state} areas={areas} cancel={back} />
      <Fold title={say('service.remove.title')} open={actionData?.intent === 'remove'}>
        <p>{say('service.remove.what')}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="version" value={state.version} />
          <Stack>
            <CheckField
              name="confirm"
              value="yes"
              label={say('service.remove.confirm', { name })}
              {...(actionData?.intent === 'remove' ? { error: say('directory.fault.confirm') } : {})}
            />
            <Button kind="danger">{say('organisation.remove.act')}</Button>
          </Stack>
        </Form>
      </Fold>
    </Page>
  )
}
