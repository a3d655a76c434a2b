import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { myPlaces } from '#modules/plans/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Door, Doors, Empty, Page } from '#platform/ui/index.ts'
import type { Route } from './+types/mine'

export const loader = async (args: Route.LoaderArgs) => {
  const places = (await inSpace(args, myPlaces)).filter(({ isMine }) => isMine)
  const [only] = places
  if (places.length === 1 && only !== undefined) throw redirect(`/${args.params.lang}/my/path/${only.network}`)
  return { places }
}

/** In which network: most people have one, and never see this page. */
export default function MyPaths({ loaderData: { places } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('path.title')} purpose={say('path.purpose')}>
      <title>{`${say('path.title')} · Maillage`}</title>
      {places.length === 0 ? (
        <Empty title={say('path.none')} what={say('path.none.what')} />
      ) : (
        <Doors>
          {places.map(({ network, name }) => (
            <Door
              key={network}
              picture="path"
              title={inWords(name, language).text}
              to={to(`/my/path/${network}`)}
              act={say('path.step.open')}
            />
          ))}
        </Doors>
      )}
    </Page>
  )
}
