import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Button, CheckGroup, DescriptionList, Empty, Form, Notice, Page, Section, Stack, useSaved } from '#platform/ui/index.ts'
import { countPlans, dutySettings, setDuty } from '../duty/duty.server.ts'
import { mayCount, maySetDuty } from '../policy.ts'
import type { Route } from './+types/duty-teams'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayCount(actor, network)) throw new Problem('not_found')
    const until = today()
    const since = `${Number(until.slice(0, 4)) - 1}${until.slice(4)}`
    return {
      teams: maySetDuty(actor, network) ? await dutySettings(scope, network) : null,
      counts: await countPlans(scope, network, since === `${since.slice(0, 4)}-02-29` ? `${since.slice(0, 4)}-02-28` : since, until),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const form = await args.request.formData()
  await inRequest(args, async (scope, actor) => {
    if (!maySetDuty(actor, network)) throw new Problem(actor.personId === '' ? 'signed_out' : 'not_found')
    await setDuty(scope, network, form.getAll('team').map(String))
  })
  return redirect(`/${lang}/admin/duty/${network}?saved`)
}

const COUNTS = ['written', 'opened', 'crises', 'found', 'used'] as const

/** Which teams may look for crisis plans, and how many plans were written, found and followed. */
export default function DutyTeams({ loaderData: { teams, counts } }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
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
      {counts !== null && (
        <Section title={say('duty.counts')}>
          <p>{say('duty.counts.what')}</p>
          <DescriptionList
            items={COUNTS.map((key) => ({
              key,
              term: say(`duty.counts.${key}`),
              description: counts[key] === null ? say('duty.counts.few') : intl.formatNumber(counts[key]),
            }))}
          />
        </Section>
      )}
    </Page>
  )
}
