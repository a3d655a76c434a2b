import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { today } from '#platform/today.ts'
import { ErrorSummary, LinkButton, Notice, Page, Section, TextLink, useSaved } from '#platform/ui/index.ts'
import { leaveCircle } from '../circle/circle.commands.server.ts'
import { sharedBy } from '../circle/circle.queries.server.ts'
import { readCrisis } from '../crisis/crisis.queries.server.ts'
import { answerProposal, listProposed, propose } from '../crisis/proposals.server.ts'
import { lastContacts } from '../glass/behind.server.ts'
import { readRecovery } from '../recovery/recovery.server.ts'
import { PlanView } from '../screen/plan-view.tsx'
import { ProposeForm } from '../screen/propose-form.tsx'
import { Proposed } from '../screen/proposed.tsx'
import { RecoveryView } from '../screen/recovery-view.tsx'
import { TwoTaps } from '../screen/two-taps.tsx'
import { uuidIn } from '../space/files.server.ts'
import type { Route } from './+types/shared'
import { proposedIn } from './proposed.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network, id } = args.params
    const person = uuidIn(id)
    const shared = await sharedBy(scope, network, person)
    await recordRead(scope, network, 'plans.readShared', 'circle', { about: person })
    return {
      shared,
      today: today(),
      crisis: await readCrisis(scope, network, person),
      recovery: await readRecovery(scope, network, person),
      contacts: await lastContacts(scope, network, person),
      proposed: await listProposed(scope, network, person, 'circle'),
      hasPath: shared.some(({ sections }) => sections.includes('path')),
      mayWrite: shared.some(({ sections }) => sections.includes('recovery_write')),
      mayPropose: shared.some(({ sections }) => sections.includes('recovery_plan')),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  const person = uuidIn(id)
  if (form.get('intent') === 'propose') {
    const proposed = proposedIn(form)
    await inSpace(args, async (scope, actor) => {
      await sharedBy(scope, network, person)
      if (proposed !== null) await propose(scope, actor, { network, file: person, service: null, kind: 'recovery' }, proposed)
    })
    if (proposed === null) return data({ lacks: true }, { status: 422 })
    return redirect(`/${lang}/circle/${network}/${id}?saved=proposed`)
  }
  if (form.get('intent') === 'takeBack') {
    await inSpace(args, async (scope) => {
      await sharedBy(scope, network, person)
      await answerProposal(scope, network, { file: person, id: uuidIn(String(form.get('id') ?? '')) }, 'withdrawn')
    })
    return redirect(`/${lang}/circle/${network}/${id}?saved=takenBack#proposed`)
  }
  await inSpace(args, (scope) => leaveCircle(scope, network, person))
  return redirect(`/${lang}/circle`)
}

/** What somebody lets me read, and nothing else. */
export default function Shared({
  loaderData: { shared, today, crisis, recovery, contacts, proposed, hasPath, mayWrite, mayPropose },
  actionData,
  params,
}: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const saved = useSaved()
  const [first] = shared
  const name = `${first?.givenName ?? ''} ${first?.familyName ?? ''}`.trim()
  const until =
    shared
      .map((each) => each.until)
      .sort()
      .at(-1) ?? ''
  return (
    <Page
      title={name}
      purpose={
        until === today
          ? say('circle.shared.last')
          : say('circle.shared.purpose', { day: intl.formatDate(`${until}T12:00:00Z`, { dateStyle: 'long' }) })
      }
      back={{ to: to('/circle'), label: say('carer.title') }}
    >
      <title>{`${say('circle.shared')} · Maillage`}</title>
      {actionData !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ text: say('space.lacks') }} />}
      {saved === 'joined' && <Notice kind="saved">{say('circle.joined')}</Notice>}
      {saved === 'takenBack' && <Notice kind="saved">{say('recovery.proposed.gone')}</Notice>}
      {saved === 'proposed' && <Notice kind="saved">{say('recovery.proposed')}</Notice>}
      {crisis !== null && (
        <Section title={say('crisisPlan.theirs')}>
          <PlanView plan={crisis} />
        </Section>
      )}
      {(recovery !== null || mayWrite) && (
        <Section title={say('recovery.theirs')}>
          {recovery !== null && <RecoveryView plan={recovery} />}
          {mayWrite && (
            <LinkButton kind="primary" to={to(`/circle/${params.network}/${params.id}/recovery`)}>
              {say('recovery.together.act')}
            </LinkButton>
          )}
        </Section>
      )}
      {hasPath && (
        <Section title={say('circle.path')}>
          <p>
            <TextLink to={to(`/circle/${params.network}/${params.id}/path`)}>{say('circle.path.open')}</TextLink>
          </p>
        </Section>
      )}
      {contacts.length > 0 && (
        <Section title={say('circle.contacts')}>
          {contacts.map(({ id, at, note }) => (
            <div key={id} className="plan-part">
              <p className="plan-for">{intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })}</p>
              <p className="plan-text">{note}</p>
            </div>
          ))}
        </Section>
      )}
      {crisis === null && recovery === null && contacts.length === 0 && !hasPath && <p>{say('circle.shared.nothing')}</p>}
      <Proposed lines={proposed} />
      {mayPropose && !mayWrite && <ProposeForm lacks={actionData !== undefined} />}
      <TwoTaps title={say('circle.leave')} what={say('circle.leave.what')} act={say('circle.leave.act')} fields={{ intent: 'leave' }} />
    </Page>
  )
}
