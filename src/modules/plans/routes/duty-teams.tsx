import { redirect } from 'react-router'
import { requireFresh } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckGroup, Empty, Form, Notice, Page, Stack, TextLink, useSaved } from '#platform/ui/index.ts'
import { dutySettings, setDuty } from '../duty/duty.server.ts'
import { mayCount, maySetDuty } from '../policy.ts'
import type { Route } from './+types/duty-teams'

export const loader = async (args: Route.LoaderArgs) => {
  // Sensitive: proof of the last ten minutes, before anything is typed.
  await requireFresh(args)
  return inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayCount(actor, network)) throw new Problem('not_found')
    return { teams: maySetDuty(actor, network) ? await dutySettings(scope, network) : null }
  })
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const { lang, network } = args.params
  const form = await args.request.formData()
  await inRequest(args, async (scope, actor) => {
    if (!maySetDuty(actor, network)) throw new Problem(actor.personId === '' ? 'signed_out' : 'not_found')
    await setDuty(scope, network, form.getAll('team').map(String))
  })
  return redirect(`/${lang}/admin/duty/${network}?saved`)
}

/** Which teams may look for crisis plans. How many were written, found and followed is told with the other counts of the network. */
export default function DutyTeams({ loaderData: { teams }, params: { network } }: Route.ComponentProps) {
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
      <p>
        <TextLink to={to(`/overview/${network}#plans`)}>{say('duty.counts')}</TextLink>
      </p>
    </Page>
  )
}
