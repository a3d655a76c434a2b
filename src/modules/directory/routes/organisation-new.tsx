import '../screen/directory.css'
import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { writing } from '../organisations.commands.server.ts'
import { readCountry } from '../organisations.queries.server.ts'
import { OrganisationForm } from '../screen/organisation-form.tsx'
import { sendOrganisation } from '../sending.server.ts'
import { typedOf } from '../typed.ts'
import type { Route } from './+types/organisation-new'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    await writing(scope, actor, args.params.network)
    return { typed: { country: await readCountry(scope, args.params.network) }, faults: {}, theirs: null, version: 0 }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => {
    await writing(scope, actor, network)
    return sendOrganisation(scope, actor, network, null, typed)
  })
  return sent.answer === undefined
    ? redirect(`/${lang}/directory/${network}/organisations/${sent.id}?saved`)
    : data(sent.answer, { status: sent.status })
}

export default function NewOrganisation({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('organisation.new.title')}
      purpose={say('organisation.new.purpose')}
      back={{ to: to('/directory'), label: say('directory.back') }}
    >
      <title>{`${say('organisation.new.title')} · Maillage`}</title>
      <OrganisationForm state={actionData ?? loaderData} cancel={to('/directory')} />
    </Page>
  )
}
