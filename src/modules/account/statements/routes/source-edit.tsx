import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { SourceForm } from '../screen/source-form.tsx'
import { readSource, sourceTyped } from '../sources.server.ts'
import { stating } from '../statements.commands.server.ts'
import type { Route } from './+types/source-edit'
import { sendSource } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await stating(scope, actor, network, 'account.correctSource')
    return sourceTyped(await readSource(scope, network, id))
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendSource(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/accounts/${network}/sources?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditSource({ loaderData: kept, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/accounts/${params.network}/sources`)
  return (
    <Page title={say('sources.edit.title')} purpose={say('sources.edit.purpose')} back={{ to: back, label: say('sources.title') }}>
      <title>{`${say('sources.edit.title')} · Maillage`}</title>
      <SourceForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} cancel={back} />
    </Page>
  )
}
