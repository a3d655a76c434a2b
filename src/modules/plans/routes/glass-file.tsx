import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Notice, Page, Section } from '#platform/ui/index.ts'
import { readCrisis } from '../crisis/crisis.queries.server.ts'
import { behindGlass } from '../glass/behind.server.ts'
import { openGlass } from '../glass/glass.server.ts'
import { PlanView } from '../screen/plan-view.tsx'
import { knownFile, uuidIn } from '../space/files.server.ts'
import { myTeamsIn } from '../space/worker.server.ts'
import type { Route } from './+types/glass-file'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    const file = uuidIn(args.params.id)
    const glass = found((await openGlass(scope, network)).find((each) => each.file === file))
    const { givenName, familyName, birthDate } = await knownFile(scope, network, file)
    await recordRead(scope, network, 'plans.readBehindGlass', `glass/${glass.id}`, { about: file })
    return {
      person: { givenName, familyName, birthDate },
      until: glass.until,
      ...(await behindGlass(scope, network, file)),
      plan: await readCrisis(scope, network, file),
    }
  })

/** What is behind the glass, for a short time: who the person is, who follows them, what was last done, their crisis plan. */
export default function GlassFile({ loaderData: { person, until, teams, contacts, plan }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const day = (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <Page
      title={`${person.givenName} ${person.familyName}`}
      purpose={person.birthDate === null ? say('glass.file') : say('duty.opened.born', { day: day(person.birthDate) })}
      back={{ to: to(`/glass/${params.network}`), label: say('glass.title') }}
    >
      <title>{`${say('glass.title')} · Maillage`}</title>
      <Notice kind="attention">{say('glass.open.until', { moment: intl.formatDate(until, { timeStyle: 'short' }) })}</Notice>
      <Section title={say('space.teams')}>
        {teams.length === 0 && <p>{say('glass.teams.none')}</p>}
        <ul>
          {teams.map(({ team, phone, enteredOn, leftOn }) => (
            <li key={`${team} ${enteredOn}`}>
              {[
                team,
                phone ?? '',
                leftOn === null ? say('space.teams.since', { day: day(enteredOn) }) : say('glass.teams.until', { day: day(leftOn) }),
              ]
                .filter((each) => each !== '')
                .join(' · ')}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('glass.contacts')}>
        {contacts.length === 0 && <p>{say('glass.contacts.none')}</p>}
        {contacts.map(({ id, at, note }) => (
          <div key={id} className="plan-part">
            <p className="plan-for">{intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })}</p>
            <p className="plan-text">{note === '' ? say('glass.contacts.noNote') : note}</p>
          </div>
        ))}
      </Section>
      <Section title={say('crisisPlan.theirs')}>{plan === null ? <p>{say('glass.plan.none')}</p> : <PlanView plan={plan} />}</Section>
    </Page>
  )
}
