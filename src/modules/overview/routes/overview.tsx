import { data, redirect } from 'react-router'
import { listComingMeetings } from '#modules/network/index.ts'
import { type FormState, Wrong } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { intlOf, sayWith, useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, LinkButton, Notice, Page, SelectField } from '#platform/ui/index.ts'
import { bringToCommittee } from '../agenda.server.ts'
import { readMore } from '../more.server.ts'
import { nameOf } from '../period.ts'
import { drawMap, drawPictures } from '../pictures.server.ts'
import { Agenda } from '../screen/agenda.tsx'
import { Sections } from '../screen/sections.tsx'
import { periodIn } from '../screen/spoken.ts'
import { SOURCES } from '../sources.server.ts'
import { readOverview } from '../view.server.ts'
import type { Route } from './+types/overview'
import '../screen/overview.css'

const speech = (lang: string | undefined) => intlOf(localeOf(lang) ?? DEFAULT_LOCALE)
const speechOf = (lang: string | undefined) => {
  const intl = speech(lang)
  return { say: sayWith(intl), month: (day: string) => intl.formatDate(`${day}T12:00:00Z`, { month: 'long', year: 'numeric' }) }
}

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, lang } = args.params
    const view = await readOverview(scope, actor, network, new URL(args.request.url).searchParams.get('period'))
    return {
      view,
      more: await readMore(scope, view, speechOf(lang), SOURCES),
      meetings: await listComingMeetings(scope, network),
      flows: drawPictures(view, lang),
      map: drawMap(view, lang),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const intl = speech(lang)
  const say = sayWith(intl)
  const sent = await inRequest(args, (scope, actor) =>
    bringToCommittee(scope, actor, network, typed, {
      say,
      periodIn: (period) => periodIn(say, period),
      dayIn: (moment) => intl.formatDate(moment, { dateStyle: 'long' }),
    }),
  )
  return 'meeting' in sent
    ? redirect(`/${lang}/network/${network}/meetings/${sent.meeting}?saved`)
    : data<FormState>({ typed, faults: sent.faults }, { status: 422 })
}

/** What a network does, in counts: for who steers it. */
export default function Overview({ loaderData, actionData, params: { network } }: Route.ComponentProps) {
  const { view, more, meetings, flows, map } = loaderData
  const { say, to, intl, language } = useLanguage()
  const name = inWords(view.name, language)
  const at = intl.formatDate(view.countedAt, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Page
      title={say('overview.title')}
      purpose={say('overview.purpose')}
      back={{ to: to(`/network/${network}`), label: name.text }}
      wide
      actions={
        <>
          <LinkButton to={to(`/care/${network}/delays`)}>{say('overview.delays')}</LinkButton>
          <LinkButton kind="quiet" to={to(`/overview/${network}/counts.csv?period=${nameOf(view.period)}`)} reload>
            {say('overview.csv')}
          </LinkButton>
        </>
      }
    >
      <title>{`${say('overview.title')} · ${name.text} · Maillage`}</title>
      {actionData !== undefined && <Wrong faults={actionData.faults} labelOf={(field) => say(`overview.agenda.${field}` as MessageId)} />}
      <form method="get" className="overview-choice">
        <SelectField
          name="period"
          label={say('overview.period')}
          defaultValue={nameOf(view.period)}
          options={view.periods.map((each) => ({ value: nameOf(each), label: periodIn(say, each) }))}
        />
        <Button>{say('overview.show')}</Button>
      </form>
      <p>
        <strong>{periodIn(say, view.period)}</strong> · {say('overview.countedAt', { at })}
      </p>
      <p>{say('overview.hidden.note', { most: view.threshold - 1 })}</p>
      <Sections view={view} flows={flows} map={map} more={more} />
      <Agenda view={view} meetings={meetings} state={actionData ?? { typed: {}, faults: {} }} />
      {view.isDemonstration && <Notice kind="info">{say('overview.invented')}</Notice>}
    </Page>
  )
}
