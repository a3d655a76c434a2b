import { inSpace } from '#modules/identity/index.server.ts'
import { sharedBy, uuidIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { found } from '#platform/problem.ts'
import { Empty, Page, Section } from '#platform/ui/index.ts'
import { readShared, survivingFile } from '../path/path.queries.server.ts'
import { PathLine } from '../screen/path-line.tsx'
import type { Route } from './+types/shared-path'
import '../screen/paths.css'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    const person = uuidIn(args.params.id)
    const grants = (await sharedBy(scope, network, person)).filter(({ sections }) => sections.includes('path'))
    const { givenName, familyName } = found(grants[0])
    const until =
      grants
        .map((each) => each.until)
        .sort()
        .at(-1) ?? ''
    await recordRead(scope, network, 'plans.readShared', 'circle/path', { about: person })
    const { path, steps } = await readShared(scope, network, await survivingFile(scope, network, person))
    return { name: `${givenName} ${familyName}`.trim(), until, project: path?.project ?? '', goals: path?.goals ?? '', steps }
  })

/** Somebody's path as they let me read it: their project and their steps, and nothing to change. */
export default function SharedPath({ loaderData: { name, until, project, goals, steps }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const day = intl.formatDate(`${until}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <Page
      title={say('path.of', { name })}
      purpose={say('path.theirs.purpose', { day })}
      back={{ to: to(`/circle/${params.network}/${params.id}`), label: name }}
    >
      <title>{`${say('path.of', { name })} · Maillage`}</title>
      <div className="path-sheet">
        <Section title={say('path.theirs.project')}>
          <p className="path-text">{project === '' ? say('path.project.none') : project}</p>
          {goals !== '' && (
            <>
              <h3>{say('path.theirs.goals')}</h3>
              <p className="path-text">{goals}</p>
            </>
          )}
        </Section>
        <Section title={say('path.theirs.steps')} id="steps">
          {steps.length === 0 ? (
            <Empty title={say('path.steps.none')} what={say('path.theirs.none')} />
          ) : (
            <PathLine steps={steps.map((step) => ({ ...step, reason: '' }))} />
          )}
        </Section>
      </div>
    </Page>
  )
}
