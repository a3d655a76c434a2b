import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { SourceForm } from '../screen/source-form.tsx'
import { stating } from '../statements.commands.server.ts'
import type { Route } from './+types/source-new'
import { sendSource } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    await stating(scope, actor, args.params.network, 'account.addSource')
    return null
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendSource(scope, actor, network, null, typed))
  return 'saved' in sent ? redirect(`/${lang}/accounts/${network}/sources?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewSource({ actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/accounts/${params.network}/sources`)
  return (
    <Page title={say('sources.new.title')} purpose={say('sources.new.purpose')} back={{ to: back, label: say('sources.title') }}>
      <title>{`${say('sources.new.title')} · Maillage`}</title>
      <SourceForm {...(actionData ?? { typed: {}, faults: {}, theirs: null })} cancel={back} />
    </Page>
  )
}
