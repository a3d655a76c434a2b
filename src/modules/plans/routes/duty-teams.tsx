import { data, redirect } from 'react-router'
import { requireFresh } from '#modules/identity/index.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, Notice, Page, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { dutySettings, setDuty } from '../duty/duty.server.ts'
import { mayCount, maySetDuty } from '../policy.ts'
import { type PlanRules, RULE_NAMES, RuleInput, rulesOf, setRules } from '../rules.server.ts'
import { RulesForm } from '../screen/rules-form.tsx'
import type { Route } from './+types/duty-teams'

export const loader = async (args: Route.LoaderArgs) => {
  // Sensitive: proof of the last ten minutes, before anything is typed.
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayCount(actor, network)) throw new Problem('not_found')
    if (!maySetDuty(actor, network)) return { teams: null, rules: null }
    return { teams: await dutySettings(scope, network), rules: await rulesOf(scope, network) }
  })
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const { lang, network } = args.params
  const form = await args.request.formData()
  const wrong = await inRequest(args, async (scope, actor) => {
    if (!maySetDuty(actor, network)) throw new Problem(actor.personId === '' ? 'signed_out' : 'not_found')
    if (form.get('intent') === 'rules') return keepRules(scope, network, form)
    await setDuty(scope, network, form.getAll('team').map(String))
    return null
  })
  if (wrong !== null) return data(wrong, { status: wrong.wrong.length > 0 ? 422 : 409 })
  return redirect(`/${lang}/admin/duty/${network}?saved`)
}

// What was typed comes back beside what is wrong with it, or beside the version that somebody else set meanwhile.
const keepRules = async (scope: Scope, network: string, form: FormData) => {
  const typed = Object.fromEntries(RULE_NAMES.map((name) => [name, String(form.get(name) ?? '').slice(0, 10)])) as Record<
    keyof PlanRules,
    string
  >
  const read = RuleInput.safeParse(typed)
  const { version } = await rulesOf(scope, network)
  if (!read.success) return { rules: { ...typed, version }, wrong: read.error.issues.map(({ path }) => String(path[0])) }
  if (versionIn({ version: String(form.get('version') ?? '') }) !== version) return { rules: { ...typed, version }, wrong: [] }
  await setRules(scope, network, read.data, version)
  return null
}

/** Which teams may look for crisis plans. How many were written, found and followed is told with the other counts of the network. */
export default function DutyTeams({ loaderData: { teams, rules }, actionData, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  return (
    <Page title={say('duty.teams.title')} purpose={say('duty.teams.purpose')} back={{ to: to('/admin'), label: say('nav.admin') }}>
      <title>{`${say('duty.teams.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      {teams?.length === 0 && <Empty title={say('duty.teams.none')} what={say('duty.teams.none.what')} />}
      {teams !== null && teams.length > 0 && (
        <Form method="post">
          <Stack>
            <CheckGroup
              name="team"
              legend={say('duty.teams.legend')}
              hint={say('duty.teams.hint')}
              options={teams.map(({ service, name }) => ({ value: service, label: name }))}
              defaultValues={teams.filter(({ mayOpen }) => mayOpen).map(({ service }) => service)}
            />
            <Button kind="primary">{say('form.save')}</Button>
          </Stack>
        </Form>
      )}
      {actionData?.wrong.length === 0 && (
        <Notice kind="danger" title={say('plans.rule.conflict')}>
          <p>{say('plans.rule.conflict.what')}</p>
        </Notice>
      )}
      {rules !== null && (
        <RulesForm key={actionData?.rules.version ?? 'first'} rules={actionData?.rules ?? rules} wrong={actionData?.wrong ?? []} />
      )}
      <p>
        <TextLink to={to(`/overview/${network}#plans`)}>{say('duty.counts')}</TextLink>
      </p>
    </Page>
  )
}
