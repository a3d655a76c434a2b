import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { hasMeasures } from '#modules/measures/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Door, Doors, Empty, LinkButton, Page, Section, TextLink } from '#platform/ui/index.ts'
import { answersUnread, openedUnread } from '../looked/looked.server.ts'
import { AnsweredNotice, OpenedNotice } from '../screen/opened-notice.tsx'
import { myPlaces, sharedWithMe } from '../space/space.queries.server.ts'
import type { Route } from './+types/my'

export const loader = async (args: Route.LoaderArgs) => {
  const read = await inSpace(args, async (scope) => {
    const places = (await myPlaces(scope)).filter(({ isMine }) => isMine)
    const measured: string[] = []
    for (const { network } of places) if (await hasMeasures(scope, network)) measured.push(network)
    return {
      places,
      measured,
      shared: await sharedWithMe(scope),
      unread: await openedUnread(scope),
      answered: await answersUnread(scope),
    }
  })
  // Nobody chooses among one: most people have one space, and nothing else here.
  const [only, ...others] = read.places
  if (only !== undefined && others.length + read.shared.length === 0) throw redirect(`/${args.params.lang}/my/${only.network}`)
  return read
}

/** The networks in which somebody has a space of their own, and the people who let them read something. */
export default function My({ loaderData: { places, measured, shared, unread, answered } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  return (
    <Page title={say('space.title')} purpose={say('space.purpose')}>
      <title>{`${say('space.title')} · Maillage`}</title>
      {unread.map((network) => (
        <OpenedNotice key={network} network={network} />
      ))}
      {answered.map((network) => (
        <AnsweredNotice key={network} network={network} />
      ))}
      {places.length === 0 && shared.length === 0 && (
        <Empty
          title={say('space.none')}
          what={say('space.none.what')}
          start={<LinkButton to={to('/circle/join')}>{say('carer.join')}</LinkButton>}
        />
      )}
      {places.length > 0 && (
        <Doors>
          {places.map(({ network, name }) => (
            <Door key={network} picture="house" title={inWords(name, language).text} to={to(`/my/${network}`)} act={say('space.open')}>
              {say('space.what')}
            </Door>
          ))}
          {places
            .filter(({ network }) => measured.includes(network))
            .map(({ network, name }) => (
              <Door
                key={`measures ${network}`}
                picture="number"
                title={say('space.measures.title')}
                to={to(`/my/measures/${network}`)}
                act={say('space.measures.open')}
              >
                {measured.length > 1 ? inWords(name, language).text : say('space.measures.what')}
              </Door>
            ))}
        </Doors>
      )}
      {shared.length > 0 && (
        <Section title={say('space.shared')}>
          <ul>
            {shared.map(({ consent, network, person, givenName, familyName, name }) => (
              <li key={consent}>
                <TextLink to={to(`/circle/${network}/${person}`)}>{`${givenName} ${familyName}`}</TextLink> ({inWords(name, language).text})
              </li>
            ))}
          </ul>
        </Section>
      )}
      {places.length > 0 && (
        <p>
          <TextLink to={to('/my/situations')}>{say('space.situations')}</TextLink>
        </p>
      )}
      <p>
        <TextLink to={to('/circle')}>{say('carer.title')}</TextLink>
      </p>
    </Page>
  )
}
