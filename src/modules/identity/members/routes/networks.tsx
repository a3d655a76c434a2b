import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Page, TextLink } from '#platform/ui/index.ts'
import { listAdministered } from '../members.queries.server.ts'
import type { Route } from './+types/networks'

export const loader = async (args: Route.LoaderArgs) => {
  const networks = await inRequest(args, async (scope, actor) => {
    const found = await listAdministered(scope, actor)
    if (found.length === 0) throw new Problem('not_found')
    return found
  })
  const [only, ...others] = networks
  if (only !== undefined && others.length === 0) throw redirect(`/${args.params.lang}/admin/people/${only.id}`)
  return networks
}

export default function Networks({ loaderData: networks }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('members.title')} purpose={say('members.choose')} back={{ to: to('/admin'), label: say('members.admin.title') }}>
      <title>{`${say('members.title')} · Maillage`}</title>
      <ul>
        {networks.map(({ id, name }) => {
          const { text, lang } = inWords(name, language)
          return (
            <li key={id}>
              <TextLink to={to(`/admin/people/${id}`)} lang={lang}>
                {text}
              </TextLink>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
