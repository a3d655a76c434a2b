import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, TextLink } from '#platform/ui/index.ts'
import { listSteered } from '../network.queries.server.ts'
import type { Route } from './+types/networks'

export const loader = async (args: Route.LoaderArgs) => {
  const networks = await inRequest(args, async (scope, actor) => {
    const all = await listSteered(scope, actor)
    if (all.length === 0 && actor.personId === '') throw new Problem('signed_out')
    return all
  })
  const [only, ...others] = networks
  if (only !== undefined && others.length === 0) throw redirect(`/${args.params.lang}/network/${only.id}`)
  return networks
}

export default function Networks({ loaderData: networks }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('network.title')} purpose={say('network.choose')}>
      <title>{`${say('network.title')} · Maillage`}</title>
      {networks.length === 0 && <Empty title={say('network.none.title')} what={say('network.none.what')} />}
      <ul>
        {networks.map(({ id, name }) => {
          const { text, lang } = inWords(name, language)
          return (
            <li key={id}>
              <TextLink to={to(`/network/${id}`)} lang={lang}>
                {text}
              </TextLink>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
