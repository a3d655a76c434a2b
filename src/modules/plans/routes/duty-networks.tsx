import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton, Page, Stack } from '#platform/ui/index.ts'
import { dutyNetworks } from '../duty/duty.server.ts'
import type { Route } from './+types/duty-networks'

export const loader = async (args: Route.LoaderArgs) => {
  const networks = await inRequest(args, (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    return dutyNetworks(scope)
  })
  const [only, ...others] = networks
  if (only !== undefined && others.length === 0) throw redirect(`/${args.params.lang}/crisis/${only.id}`)
  return networks
}

/** From the menu to the search for crisis plans: nobody in a hurry chooses among networks where there is one. */
export default function DutyNetworks({ loaderData: networks }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('duty.title')} purpose={say('duty.purpose')}>
      <title>{`${say('duty.title')} · Maillage`}</title>
      {networks.length === 0 && <Empty title={say('duty.title')} what={say('duty.notOnDuty')} />}
      <Stack gap="small">
        {networks.map(({ id, name }) => (
          <LinkButton key={id} kind="primary" to={to(`/crisis/${id}`)}>
            {inWords(name, language).text}
          </LinkButton>
        ))}
      </Stack>
    </Page>
  )
}
