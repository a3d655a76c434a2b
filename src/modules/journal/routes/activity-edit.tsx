import '../screen/journal.css'
import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { writing } from '../activities.commands.server.ts'
import { readActivity } from '../activity.queries.server.ts'
import { activityTyped } from '../activity-form.server.ts'
import { activityChoices } from '../choices.server.ts'
import { ActivityForm } from '../screen/activity-form.tsx'
import type { Route } from './+types/activity-edit'
import { languageIn, sendActivity } from './saving.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await writing(scope, actor, network, 'journal.change')
    const kept = activityTyped(await readActivity(scope, network, id))
    return { kept, choices: await activityChoices(scope, network, languageIn(args.params), { chosen: kept.part_of ?? '', not: id }) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  if (typed.intent === 'more') {
    await inRequest(args, (scope, actor) => writing(scope, actor, network, 'journal.change'))
    return data<Answer>({ typed, faults: {}, theirs: null })
  }
  const sent = await inRequest(args, (scope, actor) => sendActivity(scope, actor, network, id, typed))
  return 'saved' in sent ? redirect(`/${lang}/journal/${network}/${id}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditActivity({ loaderData: { kept, choices }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/journal/${params.network}/${params.id}`)
  return (
    <Page title={say('journal.edit.title')} purpose={say('journal.edit.purpose')} back={{ to: back, label: say('form.back') }}>
      <title>{`${say('journal.edit.title')} · Maillage`}</title>
      <ActivityForm {...(actionData ?? { typed: kept, faults: {}, theirs: null })} choices={choices} cancel={back} />
    </Page>
  )
}
