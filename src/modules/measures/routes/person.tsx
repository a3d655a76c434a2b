import { inWorkOrSpace } from '#modules/identity/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Notice, Page, Stack, useSaved } from '#platform/ui/index.ts'
import { listAlertsAbout } from '../alerts/alerts.queries.server.ts'
import { readPerson } from '../measures.queries.server.ts'
import { AlertCard } from '../screen/alerts.tsx'
import { Courses } from '../screen/courses.tsx'
import { coursesOf } from '../views.server.ts'
import { measuresPath } from '../vocabulary.ts'
import type { Route } from './+types/person'
import { localeIn, uuidIn } from './fill.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inWorkOrSpace(args, async (scope) => {
    const { network, lang } = args.params
    const person = uuidIn(args.params.person)
    const head = await readPerson(scope, network, person)
    await recordRead(scope, network, 'measures.read', `person/${person}`, { about: person })
    return {
      head,
      courses: await coursesOf(scope, network, person, localeIn(lang)),
      alerts: (await listAlertsAbout(scope, network, person)).filter(({ state }) => state !== 'done'),
    }
  })

const SAVED = ['later', 'discarded'] as const

export default function PersonMeasures({ loaderData: { head, courses, alerts }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const said = useSaved()
  const saved = SAVED.find((each) => each === said)
  const title = head.name === '' ? say('measures.team.ofSomebody') : say('measures.team.of', { name: head.name })
  return (
    <Page
      title={title}
      purpose={say('measures.team.of.purpose')}
      {...(head.isFollowed
        ? {
            back: { to: to(measuresPath(params.network)), label: say('measures.team.back') },
            actions: (
              <LinkButton kind="primary" to={`${to(measuresPath(params.network, head.id))}/new`}>
                {say('measures.team.new')}
              </LinkButton>
            ),
          }
        : {})}
    >
      <title>{`${title} · Maillage`}</title>
      <Stack>
        {saved !== undefined && <Notice kind="saved">{say(`measures.${saved}`)}</Notice>}
        {alerts.map((alert) => (
          <AlertCard key={alert.id} network={params.network} alert={alert} />
        ))}
        {courses.length > 0 && <p className="measures-screen-only measures-small">{say('measures.print')}</p>}
        <Courses courses={courses} />
      </Stack>
    </Page>
  )
}
