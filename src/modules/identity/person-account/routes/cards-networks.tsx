import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, TextLink } from '#platform/ui/index.ts'
import { networksWithCards } from '../cards.queries.server.ts'
import type { Route } from './+types/cards-networks'

export const loader = async (args: Route.LoaderArgs) => {
  const networks = await inRequest(args, (scope, actor) => {
    if (actor.personId === '') throw new Problem('signed_out')
    return networksWithCards(scope, actor)
  })
  const [only] = networks
  if (networks.length === 1 && only !== undefined) throw redirect(`/${args.params.lang}/cards/${only.id}`)
  return { networks }
}

/** For whoever works in several networks: in which one the card is given. */
export default function CardsNetworks({ loaderData: { networks } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('cards.title')} purpose={say('cards.where')}>
      <title>{`${say('cards.title')} · Maillage`}</title>
      {networks.length === 0 ? (
        <Empty title={say('cards.nowhere')} what={say('cards.nowhere.what')} />
      ) : (
        <ul>
          {networks.map(({ id, name }) => {
            const words = inWords(name, language)
            return (
              <li key={id}>
                <TextLink to={to(`/cards/${id}`)} lang={words.lang}>
                  {words.text}
                </TextLink>
              </li>
            )
          })}
        </ul>
      )}
    </Page>
  )
}
