import { redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { tellOfPlan, writeCrisis } from '../crisis/crisis.commands.server.ts'
import { lastVersion, readCrisis } from '../crisis/crisis.queries.server.ts'
import { formOf, readCrisisForm } from '../crisis/crisis-form.server.ts'
import { listProposals, propose } from '../crisis/proposals.server.ts'
import { readRecovery } from '../recovery/recovery.server.ts'
import { PlanFields } from '../screen/plan-fields.tsx'
import { PlanView } from '../screen/plan-view.tsx'
import { ProposeForm } from '../screen/propose-form.tsx'
import { RecoveryView } from '../screen/recovery-view.tsx'
import { knownFile, uuidIn } from '../space/files.server.ts'
import { myTeamsIn, teamFollowing } from '../space/worker.server.ts'
import type { Route } from './+types/followed-plan'
import { proposedIn } from './proposed.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await myTeamsIn(scope, actor, network)
    const file = uuidIn(args.params.id)
    const team = await teamFollowing(scope, network, file)
    const person = await knownFile(scope, network, file)
    const plan = await readCrisis(scope, network, file)
    await recordRead(scope, network, 'plans.readCrisis', plan === null ? 'crisis/none' : `crisis/${plan.seq}`, { about: file })
    return {
      person: { givenName: person.givenName, familyName: person.familyName, hasAccount: person.accountId !== null },
      team: team.name,
      plan,
      form: { ...formOf(plan, (await lastVersion(scope, network, file)) ?? 0), forDuty: plan?.forDuty ?? false },
      recovery: await readRecovery(scope, network, file),
      waiting: (await listProposals(scope, network, file, 'crisis')).length,
      today: new Date().toISOString().slice(0, 10),
    }
  })

const INTENTS = ['proposed', 'together', 'recovery', 'conflict', 'empty'] as const

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const saved = await inRequest(args, async (scope, actor) => {
    await myTeamsIn(scope, actor, network)
    const file = uuidIn(args.params.id)
    const { service } = await teamFollowing(scope, network, file)
    const { accountId } = await knownFile(scope, network, file)
    if (form.get('intent') === 'propose') {
      const proposed = proposedIn(form)
      if (proposed === null) return 'empty'
      await propose(scope, actor, { network, file, service, kind: 'recovery' }, proposed)
      await tellOfPlan(scope, actor, accountId)
      return 'recovery'
    }
    const input = readCrisisForm(form)
    if (form.get('way') === 'together') {
      if ((await lastVersion(scope, network, file)) !== input.seen) return 'conflict'
      await writeCrisis(scope, network, file, input, { how: 'together', service })
      await tellOfPlan(scope, actor, accountId)
      return 'together'
    }
    const texts = Object.fromEntries(input.parts.map(({ part, text }) => [part, text]))
    if (Object.keys(texts).length === 0) return 'empty'
    await propose(scope, actor, { network, file, service, kind: 'crisis' }, texts)
    await tellOfPlan(scope, actor, accountId)
    return 'proposed'
  })
  return redirect(`/${lang}/plans/${network}/${args.params.id}?saved=${saved}`)
}

/** A team helps somebody with their plans: it proposes, or writes down what was said together. The person decides. */
export default function FollowedPlan({ loaderData: { person, team, plan, form, recovery, waiting, today }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const told = INTENTS.find((each) => each === saved)
  return (
    <Page
      title={`${person.givenName} ${person.familyName}`.trim() || say('followed.unnamed')}
      purpose={say('followed.one.purpose', { team })}
      back={{ to: to(`/plans/${params.network}`), label: say('followed.title') }}
    >
      <title>{`${say('followed.title')} · Maillage`}</title>
      {told !== undefined && (
        <Notice kind={told === 'conflict' || told === 'empty' ? 'danger' : 'saved'}>{say(`followed.saved.${told}`)}</Notice>
      )}
      {waiting > 0 && <Notice kind="info">{say('followed.proposed', { n: waiting })}</Notice>}
      <Section title={say('crisisPlan.theirs')}>
        {plan === null ? <Empty title={say('followed.plan.no')} what={say('followed.plan.none')} /> : <PlanView plan={plan} team={team} />}
      </Section>
      <Section title={say('followed.write')}>
        <Notice kind="info">{say('crisisPlan.law')}</Notice>
        <Form method="post">
          <Stack gap="large">
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
              defaultValues={[person.hasAccount ? 'propose' : 'together']}
            />
            <PlanFields
              key={form.seen}
              texts={form.texts}
              audiences={form.audiences}
              forDuty={form.forDuty}
              seen={form.seen}
              today={today}
            />
            <Button kind="primary">{say('followed.send')}</Button>
          </Stack>
        </Form>
      </Section>
      {recovery !== null && (
        <>
          <Section title={say('recovery.theirs')}>
            <RecoveryView plan={recovery} />
          </Section>
          <ProposeForm />
        </>
      )}
    </Page>
  )
}
