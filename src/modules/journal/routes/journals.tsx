import '../screen/journal.css'
import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, TextLink } from '#platform/ui/index.ts'
import { listJournals } from '../networks.queries.server.ts'
import type { Route } from './+types/journals'

export const loader = async (args: Route.LoaderArgs) => {
  const networks = await inRequest(args, (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    return listJournals(scope, actor)
  })
  const [only, ...others] = networks
  if (only !== undefined && others.length === 0) throw redirect(`/${args.params.lang}/journal/${only.id}`)
  return networks
}

export default function Journals({ loaderData: networks }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('journal.title')} purpose={say('journal.choose.network')}>
      <title>{`${say('journal.title')} · Maillage`}</title>
      {networks.length === 0 && <Empty title={say('journal.none.title')} what={say('journal.none.what')} />}
      <ul className="named-list">
        {networks.map(({ id, name }) => {
          const { text, lang } = inWords(name, language)
          return (
            <li key={id}>
              <TextLink to={to(`/journal/${id}`)} lang={lang}>
                {text}
              </TextLink>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
