import { useEffect } from 'react'
import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { forgetKept } from '#platform/forms/use-kept.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Button, CheckGroup, Empty, Fold, Form, LinkButton, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { lastVersion, readCrisis } from '../crisis/crisis.queries.server.ts'
import { formOf } from '../crisis/crisis-form.server.ts'
import { heldAs } from '../crisis/held.server.ts'
import { answerProposal, listProposed } from '../crisis/proposals.server.ts'
import { isNotedToday } from '../duty/duty.server.ts'
import { readRecovery } from '../recovery/recovery.server.ts'
import { mayWriteTogether } from '../recovery/together.server.ts'
import { rulesOf } from '../rules.server.ts'
import { Kept } from '../screen/kept.tsx'
import { OutcomeForm } from '../screen/outcome-form.tsx'
import { PlanFields } from '../screen/plan-fields.tsx'
import { PlanView } from '../screen/plan-view.tsx'
import { ProposeForm } from '../screen/propose-form.tsx'
import { Proposed } from '../screen/proposed.tsx'
import { RecoveryView } from '../screen/recovery-view.tsx'
import { knownFile, uuidIn } from '../space/files.server.ts'
import { myTeamsIn, teamFollowing } from '../space/worker.server.ts'
import type { Route } from './+types/followed-plan'
import { noteOutcome, proposeGoal, writeTogether } from './followed-plan.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    const file = uuidIn(args.params.id)
    const held = heldAs(actor, file)
    const team = await teamFollowing(scope, network, file)
    const person = await knownFile(scope, network, file)
    const plan = await readCrisis(scope, network, file)
    await recordRead(scope, network, 'plans.readCrisis', plan === null ? 'crisis/none' : `crisis/${plan.seq}`, { about: file })
    return {
      person: { givenName: person.givenName, familyName: person.familyName, hasAccount: person.accountId !== null },
      team: team.name,
      service: team.service,
      plan,
      form: {
        ...formOf(plan, (await lastVersion(scope, network, file)) ?? 0),
        forDuty: plan?.forDuty ?? false,
        renewMonths: (await rulesOf(scope, network)).renewMonths,
      },
      recovery: await readRecovery(scope, network, file),
      mayWrite: await mayWriteTogether(scope, network, file),
      isNoted: await isNotedToday(scope, network, file, team.service),
      proposed: await listProposed(scope, network, file, 'team'),
      held,
      today: today(),
    }
  })

const TOLD = ['proposed', 'together', 'recovery', 'outcome', 'takenBack'] as const

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const answer = await inRequest(args, async (scope, actor) => {
    await myTeamsIn(scope, actor, network)
    const file = uuidIn(args.params.id)
    const { service } = await teamFollowing(scope, network, file)
    const { accountId } = await knownFile(scope, network, file)
    const to = { network, file, service, accountId }
    if (form.get('intent') === 'takeBack') {
      await answerProposal(scope, network, { file, id: uuidIn(String(form.get('id') ?? '')) }, 'withdrawn')
      return 'takenBack'
    }
    if (form.get('intent') === 'outcome') return noteOutcome(scope, actor, to, form)
    return form.get('intent') === 'propose' ? proposeGoal(scope, actor, to, form) : writeTogether(scope, actor, to, form)
  })
  if (typeof answer === 'string') return redirect(`/${lang}/plans/${network}/${args.params.id}?saved=${answer}`)
  return data(answer, { status: answer.wrong === 'empty' || answer.wrong === 'missing' ? 422 : 409 })
}

/** A team helps somebody with their plans: it proposes, or writes down what was said together. The person decides. */
export default function FollowedPlan({ loaderData, actionData, params }: Route.ComponentProps) {
  const { person, team, service, recovery, mayWrite, proposed, isNoted, today } = loaderData
  const wrong = actionData?.wrong
  const typed = actionData !== undefined && 'form' in actionData ? actionData : undefined
  const outcome = actionData !== undefined && 'outcome' in actionData ? actionData.outcome : undefined
  // What stands there now, also where it changed while somebody wrote.
  const plan = typed?.theirs ?? loaderData.plan
  const form = typed?.form ?? loaderData.form
  const { say, to } = useLanguage()
  const saved = useSaved()
  const told = TOLD.find((each) => each === saved)
  const { held } = loaderData
  useEffect(() => {
    if (told === 'together' || told === 'proposed') forgetKept(held)
  }, [told, held])
  return (
    <Page
      title={`${person.givenName} ${person.familyName}`.trim() || say('followed.unnamed')}
      purpose={say('followed.one.purpose', { team })}
      back={{ to: to(`/plans/${params.network}`), label: say('followed.title') }}
    >
      <title>{`${say('followed.title')} · Maillage`}</title>
      {told !== undefined && wrong === undefined && <Notice kind="saved">{say(`followed.saved.${told}`)}</Notice>}
      {wrong !== undefined && (
        <Notice kind="danger" title={say(`followed.wrong.${wrong}`)}>
          {wrong === 'conflict' && <p>{say('followed.wrong.conflict.what')}</p>}
        </Notice>
      )}
      <Section title={say('crisisPlan.theirs')}>
        {plan === null ? (
          <Empty title={say('followed.plan.no')} what={say('followed.plan.none')} />
        ) : (
          <PlanView plan={plan} team={plan.service === service ? team : undefined} />
        )}
      </Section>
      <Section title={say('followed.write')}>
        <Fold title={say('followed.write.open')} open={typed !== undefined}>
          <Kept name={loaderData.held} isAnswered={typed !== undefined}>
            <Form method="post">
              <Stack gap="large">
                <Notice kind="info">{say('crisisPlan.law')}</Notice>
                <CheckGroup
                  name="way"
                  kind="radio"
                  legend={say('followed.way')}
                  options={[
                    {
                      value: 'propose',
                      label: say('followed.way.propose'),
                      hint: say(person.hasAccount ? 'followed.way.propose.hint' : 'followed.way.noAccount'),
                    },
                    { value: 'together', label: say('followed.way.together'), hint: say('followed.way.together.hint') },
                  ]}
                  defaultValues={[typed?.way ?? (person.hasAccount ? 'propose' : 'together')]}
                />
                <PlanFields key={form.seen} {...form} today={today} />
                <Button kind="primary">{say('followed.send')}</Button>
              </Stack>
            </Form>
          </Kept>
        </Fold>
      </Section>
      <Proposed lines={proposed} />
      <Section title={say('duty.after')} id="outcome">
        <p>{say(isNoted ? 'duty.outcome.noted' : 'followed.outcome.what')}</p>
        {!isNoted && (
          <Fold title={say('followed.outcome.open')} open={outcome !== undefined}>
            <OutcomeForm opening={null} typed={outcome} />
          </Fold>
        )}
      </Section>
      {(recovery !== null || mayWrite) && (
        <Section title={say('recovery.theirs')}>
          {mayWrite && (
            <p>
              <LinkButton to={to(`/circle/${params.network}/${params.id}/recovery`)}>{say('recovery.together.act')}</LinkButton>
            </p>
          )}
          {recovery !== null && <RecoveryView plan={recovery} />}
        </Section>
      )}
      {recovery !== null && !mayWrite && <ProposeForm />}
    </Page>
  )
}
