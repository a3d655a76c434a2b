import '../screen/journal.css'
import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { writing } from '../activities.commands.server.ts'
import { outcomeTyped } from '../outcome-form.server.ts'
import { readOutcome } from '../outcomes.queries.server.ts'
import { OutcomeForm } from '../screen/outcome-form.tsx'
import type { Route } from './+types/outcome-edit'
import { languageIn } from './saving.server.ts'
import { outcomeChoices, sendOutcome } from './saving-outcome.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await writing(scope, actor, network, 'journal.changeOutcome')
    const kept = outcomeTyped(await readOutcome(scope, network, id))
    return { kept, choices: await outcomeChoices(scope, network, languageIn(args.params), kept.activity ?? '') }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendOutcome(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/journal/${network}/outcomes/${id}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditOutcome({ loaderData: { kept, choices }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/journal/${params.network}/outcomes/${params.id}`)
  return (
    <Page title={say('journal.outcome.edit.title')} purpose={say('journal.edit.purpose')} back={{ to: back, label: say('form.back') }}>
      <title>{`${say('journal.outcome.edit.title')} · Maillage`}</title>
      <OutcomeForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} choices={choices} cancel={back} />
    </Page>
  )
}
