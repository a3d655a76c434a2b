import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Notice, Page, Section } from '#platform/ui/index.ts'
import { readCrisis } from '../crisis/crisis.queries.server.ts'
import { openedPerson } from '../duty/duty.server.ts'
import { OutcomeForm } from '../screen/outcome-form.tsx'
import { PlanView } from '../screen/plan-view.tsx'
import { uuidIn } from '../space/files.server.ts'
import { myTeamsIn } from '../space/worker.server.ts'
import type { Route } from './+types/opened'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    const file = uuidIn(args.params.id)
    const person = await openedPerson(scope, network, file)
    await recordRead(scope, network, 'plans.readCrisis', `opening/${person.opening}`, { about: file })
    return { person, plan: await readCrisis(scope, network, file) }
  })

/** The plan that was opened, for this shift. */
export default function Opened({ loaderData: { person, plan }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const born = person.birthDate === null ? '' : intl.formatDate(`${person.birthDate}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <Page
      title={`${person.givenName} ${person.familyName}`}
      purpose={born === '' ? say('duty.opened') : say('duty.opened.born', { day: born })}
      back={{ to: to(`/crisis/${params.network}`), label: say('duty.title') }}
    >
      <title>{`${say('duty.title')} · Maillage`}</title>
      <Notice kind="info">{say('duty.told', { moment: intl.formatDate(person.until, { timeStyle: 'short' }) })}</Notice>
      {plan !== null && <PlanView plan={plan} level={2} />}
      <Section title={say('duty.after')}>
        {person.isNoted ? (
          <p>{say('duty.outcome.noted')}</p>
        ) : (
          <OutcomeForm opening={person.opening} action={to(`/crisis/${params.network}`)} />
        )}
      </Section>
    </Page>
  )
}
