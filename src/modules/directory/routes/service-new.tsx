import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { writing } from '../organisations.commands.server.ts'
import { ServiceForm } from '../screen/service-form.tsx'
import { organisationNamedFor, sendService } from '../sending.server.ts'
import { listAreaOptions } from '../services.queries.server.ts'
import { type FormState, typedOf } from '../typed.ts'
import type { Route } from './+types/service-new'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await writing(scope, actor, network)
    const id = new URL(args.request.url).searchParams.get('organisation')
    const state: FormState = {
      typed: { status: 'active', organisation: await organisationNamedFor(scope, network, id) },
      faults: {},
      theirs: null,
      version: 0,
    }
    return { state, areas: await listAreaOptions(scope, network) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => {
    await writing(scope, actor, network)
    return sendService(scope, actor, network, null, typed)
  })
  return sent.answer === undefined
    ? redirect(`/${lang}/directory/${network}/services/${sent.id}?saved`)
    : data(sent.answer, { status: sent.status })
}

export default function NewService({ loaderData: { state, areas }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('service.new.title')}
      purpose={say('service.new.purpose')}
      back={{ to: to('/directory'), label: say('directory.back') }}
    >
      <title>{`${say('service.new.title')} · Maillage`}</title>
      <ServiceForm state={actionData ?? state} areas={areas} cancel={to('/directory')} />
    </Page>
  )
}
