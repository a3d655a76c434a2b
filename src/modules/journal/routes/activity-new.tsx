import { today } from '#platform/today.ts'
import '../screen/journal.css'
import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { writing } from '../activities.commands.server.ts'
import { activityChoices, eventBlank } from '../choices.server.ts'
import { ActivityForm } from '../screen/activity-form.tsx'
import type { Route } from './+types/activity-new'
import { languageIn, sendNewActivity } from './saving.server.ts'

// In the time of the networks, like every date on the screen: late in the evening it is not yet tomorrow.

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { country } = await writing(scope, actor, network, 'journal.record')
    const part_of = new URL(args.request.url).searchParams.get('part_of')?.replaceAll('\0', '') ?? ''
    // A part most often has the programme, the day and the country of its event.
    const event = await eventBlank(scope, network, part_of)
    const blank: Record<string, string> = { country, starts: today(), occurrences: '1', part_of, ...event }
    return { choices: await activityChoices(scope, network, languageIn(args.params), { chosen: part_of }), blank }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  if (typed.intent === 'more') {
    await inRequest(args, (scope, actor) => writing(scope, actor, network, 'journal.record'))
    return data<Answer>({ typed, faults: {}, theirs: null })
  }
  const sent = await inRequest(args, (scope, actor) => sendNewActivity(scope, actor, network, typed))
  return 'saved' in sent ? redirect(`/${lang}/journal/${network}/${sent.saved}?saved`) : data<Answer>(sent.answer, { status: sent.status })
}

export default function NewActivity({ loaderData: { choices, blank }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/journal/${params.network}`)
  return (
    <Page title={say('journal.new.title')} purpose={say('journal.new.purpose')} back={{ to: back, label: say('journal.back') }}>
      <title>{`${say('journal.new.title')} · Maillage`}</title>
      <ActivityForm {...(actionData ?? { typed: blank, faults: {}, theirs: null })} choices={choices} cancel={back} />
    </Page>
  )
}
