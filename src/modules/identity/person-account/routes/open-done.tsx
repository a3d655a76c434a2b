import { useLanguage } from '#platform/languages/intl.tsx'
import { Door, Doors, Page } from '#platform/ui/index.ts'
import { inAccount } from '../../factors/request.server.ts'
import type { Route } from './+types/open-done'

export const loader = (args: Route.LoaderArgs) => inAccount(args, async (_, { standing }) => ({ name: standing.name }))

/** The account is open: what it is good for, and where its holder's own things are. */
export default function OpenDone({ loaderData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('open.done.title', { name: loaderData.name })} purpose={say('open.done.purpose')}>
      <title>{`${say('open.done.short')} · Maillage`}</title>
      <Doors>
        <Door picture="search" title={say('open.done.directory.title')} to={to('/directory')} act={say('open.done.directory.act')}>
          {say('open.done.directory.what')}
        </Door>
        <Door picture="eye" title={say('open.done.data.title')} to={to('/account/data')} act={say('open.done.data.act')}>
          {say('open.done.data.what')}
        </Door>
        <Door picture="lock" title={say('open.done.sessions.title')} to={to('/account/sessions')} act={say('open.done.sessions.act')}>
          {say('open.done.sessions.what')}
        </Door>
      </Doors>
    </Page>
  )
}
