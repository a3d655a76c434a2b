import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { Button, Fold, Form, Lines, Notice, Page, Stack } from '#platform/ui/index.ts'
import { numberIn } from '../changes/compared.server.ts'
import { writeCrisis } from '../crisis/crisis.commands.server.ts'
import { lastVersion, readCrisis } from '../crisis/crisis.queries.server.ts'
import { formOf, readCrisisForm, typedAgain } from '../crisis/crisis-form.server.ts'
import { heldAs } from '../crisis/held.server.ts'
import { answerProposal, readProposal } from '../crisis/proposals.server.ts'
import { rulesOf } from '../rules.server.ts'
import { Kept } from '../screen/kept.tsx'
import { PlanFields } from '../screen/plan-fields.tsx'
import { ownFile, uuidIn } from '../space/files.server.ts'
import type { Route } from './+types/crisis-edit'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope, actor) => {
    const { network } = args.params
    const file = await ownFile(scope, network)
    const wanted = new URL(args.request.url).searchParams.get('proposal')
    const proposal = wanted === null ? null : await readProposal(scope, network, file.id, uuidIn(wanted))
    // An older version may be taken up again: also the last one of a plan that was put away.
    const plan = await readCrisis(scope, network, file.id, numberIn(args.request.url, 'version'))
    const form = formOf(plan, (await lastVersion(scope, network, file.id)) ?? 0, proposal?.texts ?? {})
    return {
      ...form,
      renewMonths: (await rulesOf(scope, network)).renewMonths,
      proposal: proposal?.id ?? null,
      held: heldAs(actor, file.id),
      today: today(),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  const input = readCrisisForm(form)
  const proposal = String(form.get('proposal') ?? '')
  const isThere = input.signers.length > 1
  const answer = await inSpace(args, async (scope) => {
    const file = await ownFile(scope, network)
    if (input.seen < 0) throw new Problem('invalid')
    const last = (await lastVersion(scope, network, file.id)) ?? 0
    if (last !== input.seen) return typedAgain(input, last)
    await writeCrisis(scope, network, file.id, input, { how: isThere ? 'together' : 'alone', service: null })
    if (proposal !== '') await answerProposal(scope, network, { file: file.id, id: uuidIn(proposal) }, 'accepted')
    return null
  })
  if (answer === null) return redirect(`/${lang}/my/${network}/crisis?saved=written`)
  return data(answer, { status: 409 })
}

/** Writing one's crisis plan: every field may stay empty. */
export default function CrisisEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('crisisPlan.edit.title')}
      purpose={say('crisisPlan.edit.purpose')}
      back={{ to: to(`/my/${params.network}/crisis`), label: say('crisisPlan.title') }}
    >
      <title>{`${say('crisisPlan.edit.title')} · Maillage`}</title>
      {actionData !== undefined && (
        <Notice kind="danger" title={say('crisisPlan.conflict')}>
          <p>{say('crisisPlan.conflict.what')}</p>
        </Notice>
      )}
      <Kept name={loaderData.held} isAnswered={actionData !== undefined}>
        <Form method="post">
          {loaderData.proposal !== null && <input type="hidden" name="proposal" value={loaderData.proposal} />}
          <Stack gap="large">
            <PlanFields key={actionData?.seen ?? 'first'} {...(actionData ?? loaderData)} today={loaderData.today} />
            <Fold title={say('crisisPlan.law.title')}>
              <p>
                <Lines>{say('crisisPlan.law')}</Lines>
              </p>
            </Fold>
            <Button kind="primary">{say('crisisPlan.keep')}</Button>
          </Stack>
        </Form>
      </Kept>
    </Page>
  )
}
