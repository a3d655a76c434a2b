import '../screen/journal.css'
import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { writing } from '../activities.commands.server.ts'
import { eventBlank } from '../choices.server.ts'
import { OutcomeForm } from '../screen/outcome-form.tsx'
import type { Route } from './+types/outcome-new'
import { languageIn } from './saving.server.ts'
import { outcomeChoices, sendOutcome } from './saving-outcome.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await writing(scope, actor, network, 'journal.recordOutcome')
    const activity = new URL(args.request.url).searchParams.get('activity')?.replaceAll('\0', '') ?? ''
    const { programme = '' } = await eventBlank(scope, network, activity)
    const blank: Record<string, string> = { activity, programme, occurrences: '1' }
    return { choices: await outcomeChoices(scope, network, languageIn(args.params), activity), blank }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendOutcome(scope, actor, network, null, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/journal/${network}/outcomes/${sent.saved}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewOutcome({ loaderData: { choices, blank }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/journal/${params.network}`)
  return (
    <Page
      title={say('journal.outcome.new.title')}
      purpose={say('journal.outcome.new.purpose')}
      back={{ to: back, label: say('journal.back') }}
    >
      <title>{`${say('journal.outcome.new.title')} · Maillage`}</title>
      <OutcomeForm {...(actionData ?? { typed: blank, faults: {}, theirs: null })} choices={choices} cancel={back} />
    </Page>
  )
}
