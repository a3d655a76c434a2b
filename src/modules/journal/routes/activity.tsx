import '../screen/journal.css'
import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { LinkButton, Notice, Page, useSaved } from '#platform/ui/index.ts'
import { readActivity, readAround } from '../activity.queries.server.ts'
import { countryNames } from '../countries.server.ts'
import { kindInWords } from '../kinds.ts'
import { journalOf } from '../networks.queries.server.ts'
import { nameParticipant, readParticipantForm, removeParticipant } from '../participants.commands.server.ts'
import { canWrite } from '../policy.ts'
import { Attended, Facts, Outcomes, Parts } from '../screen/activity-facts.tsx'
import { People } from '../screen/people.tsx'
import type { Route } from './+types/activity'
import { languageIn } from './saving.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await journalOf(scope, actor, network)
    const activity = await readActivity(scope, network, id)
    return {
      activity,
      around: await readAround(scope, network, activity),
      countries: countryNames(languageIn(args.params), [activity.country, ...activity.attendance.map(({ country }) => country)]),
      mayWrite: canWrite(actor, network),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const here = `/${lang}/journal/${network}/${id}?saved#people`
  if (typed.intent === 'remove') {
    await inRequest(args, (scope, actor) => removeParticipant(scope, actor, network, id, typed.person ?? ''))
    return redirect(here)
  }
  const read = readParticipantForm(typed)
  if (!read.ok) return data<Answer>({ typed, faults: read.faults, theirs: null }, { status: 422 })
  await inRequest(args, (scope, actor) => nameParticipant(scope, actor, network, id, read.input))
  return redirect(here)
}

export default function Activity({ loaderData: { activity, around, countries, mayWrite }, actionData, params }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const saved = useSaved()
  const base = to(`/journal/${params.network}`)
  const title = inWords(activity.title, language)
  const actions = (
    <>
      <LinkButton kind="primary" to={`${base}/${activity.id}/edit`}>
        {say('form.edit')}
      </LinkButton>
      <LinkButton kind="quiet" to={`${base}/new?part_of=${activity.id}`}>
        {say('journal.parts.add')}
      </LinkButton>
      <LinkButton kind="quiet" to={`${base}/outcomes/new?activity=${activity.id}`}>
        {say('journal.outcomes.add')}
      </LinkButton>
      <LinkButton kind="quiet" to={`${base}/${activity.id}/remove`}>
        {say('journal.remove.act')}
      </LinkButton>
    </>
  )
  return (
    <Page
      title={<span lang={title.lang}>{title.text}</span>}
      purpose={kindInWords(say, activity.kind)}
      back={{ to: base, label: say('journal.back') }}
      {...(mayWrite ? { actions } : {})}
    >
      <title>{`${title.text} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      {around.isOutside && (
        <Notice kind="attention" title={say('journal.outside.title')}>
          {say('journal.outside.what')}
        </Notice>
      )}
      <Facts activity={activity} around={around} base={base} countries={countries} />
      <Attended attendance={activity.attendance} countries={countries} />
      <Parts parts={around.parts} base={base} activity={activity.id} />
      <Outcomes outcomes={around.outcomes} base={base} />
      <People participants={around.participants} mayWrite={mayWrite} answer={actionData} />
    </Page>
  )
}
