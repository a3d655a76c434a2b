import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, TextLink } from '#platform/ui/index.ts'
import { listOutreachNetworks } from '../calendar.queries.server.ts'
import { outreachPath } from '../vocabulary.ts'
import '../screen/outreach.css'
import type { Route } from './+types/where'

export const loader = (args: Route.LoaderArgs) => inRequest(args, async (scope) => ({ networks: await listOutreachNetworks(scope) }))

/** In which network to look for the team that goes out. */
export default function Where({ loaderData: { networks } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('outreach.title')} purpose={say('outreach.where')}>
      <title>{`${say('outreach.title')} · Maillage`}</title>
      {networks.length === 0 && <Empty title={say('outreach.none')} what={say('outreach.none.what')} />}
      <ul className="stop-list">
        {networks.map(({ network, name }) => (
          <li key={network}>
            <TextLink to={to(outreachPath(network))}>{inWords(name, language).text}</TextLink>
          </li>
        ))}
      </ul>
    </Page>
  )
}
