import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { Lines, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { listAlertsAbout, readAlert } from '../alerts/alerts.queries.server.ts'
import { startAnswering } from '../measures.commands.server.ts'
import { readCountry, readMyFile } from '../measures.queries.server.ts'
import { Begin } from '../screen/begin.tsx'
import { Courses } from '../screen/courses.tsx'
import { type OwnAlert, OwnAlerts } from '../screen/own-alerts.tsx'
import { Calls } from '../screen/safety.tsx'
import { coursesOf, startView } from '../views.server.ts'
import { callsIn, instrumentIn, LANGUAGES, myMeasuresPath } from '../vocabulary.ts'
import type { Route } from './+types/mine'
import { localeIn } from './fill.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope, actor) => {
    if (actor.personId === '') throw new Problem('forbidden')
    const { network, lang } = args.params
    const personId = await readMyFile(scope, network)
    return {
      ...(await startView(scope, network, personId)),
      courses: await coursesOf(scope, network, personId, localeIn(lang)),
      alerts: await ownAlerts(scope, network, personId),
      calls: callsIn(await readCountry(scope, network)),
    }
  })

const ownAlerts = async (scope: Scope, network: string, personId: string): Promise<OwnAlert[]> => {
  const all: OwnAlert[] = []
  for (const { id } of await listAlertsAbout(scope, network, personId)) {
    const { team, steps } = await readAlert(scope, network, id)
    all.push({ id, team, steps })
  }
  return all
}

export const action = async (args: Route.ActionArgs) => {
  const { network, lang } = args.params
  const form = await args.request.formData()
  const instrument = instrumentIn(form.get('instrument'))
  const language = LANGUAGES.find((each) => each === form.get('language'))
  if (instrument === undefined || language === undefined) throw failed(new Problem('not_found'))
  const id = await inSpace(args, async (scope, actor) =>
    startAnswering(scope, actor, network, { personId: await readMyFile(scope, network), instrument, language, service: null }),
  )
  return redirect(`/${lang}${myMeasuresPath(network)}/answer/${id}/start`)
}

const SAVED = ['later', 'discarded'] as const

export default function Mine({ loaderData: { offered, drafts, courses, alerts, calls }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const said = useSaved()
  const saved = SAVED.find((each) => each === said)
  const base = to(myMeasuresPath(params.network))
  return (
    <Page title={say('measures.mine.title')} purpose={say('measures.mine.purpose')}>
      <title>{`${say('measures.mine.title')} · Maillage`}</title>
      <Stack gap="large">
        {saved !== undefined && <Notice kind="saved">{say(`measures.${saved}`)}</Notice>}
        <div className="measures-screen-only">
          <Begin offered={offered} drafts={drafts} hrefOf={({ id }) => `${base}/answer/${id}/start`} />
        </div>
        <Section title={say('measures.results')}>
          <Stack>
            {courses.length > 0 && <p className="measures-screen-only measures-small">{say('measures.print')}</p>}
            <Courses courses={courses} />
          </Stack>
        </Section>
        {alerts.length > 0 && (
          <Section title={say('measures.alerts.title')}>
            <Stack>
              <OwnAlerts alerts={alerts} />
              {alerts.some(({ steps }) => steps.every(({ what }) => what !== 'done')) && <Calls calls={calls} />}
            </Stack>
          </Section>
        )}
        <p className="measures-small">
          <Lines>{say('measures.mine.who')}</Lines>
        </p>
      </Stack>
    </Page>
  )
}
