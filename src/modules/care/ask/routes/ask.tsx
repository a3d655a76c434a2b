import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Idea, Ideas, Notice, Page, SearchForm, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { listAskedNetworks, networksAt } from '../ask.queries.server.ts'
import { unlessLost } from '../lost.server.ts'
import { EmergencyNumbers } from '../screen/emergency.tsx'
import type { Route } from './+types/ask'

const LONGEST = 100

export const loader = async (args: Route.LoaderArgs) => {
  const place = (new URL(args.request.url).searchParams.get('q') ?? '').replaceAll('\0', '').slice(0, LONGEST).trim()
  const found = await unlessLost(args, async (scope) => ({
    networks: await listAskedNetworks(scope),
    near: place === '' ? null : await networksAt(scope, place),
  }))
  const [only] = found?.networks ?? []
  if (found?.networks.length === 1 && only !== undefined && place === '') throw redirect(`/${args.params.lang}/ask/${only.id}`)
  return data(
    { place, networks: found?.networks ?? [], near: found?.near ?? null, isLost: found === null },
    { status: found === null ? 503 : 200 },
  )
}

/** Where somebody asks for help: the network of their municipality. */
export default function Ask({ loaderData: { place, networks, near, isLost } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const nearby = networks.filter(({ id }) => near?.includes(id))
  const [first] = networks
  const country = networks.length > 0 && networks.every((each) => each.country === first?.country) ? (first?.country ?? null) : null
  const list = (shown: typeof networks) => (
    <ul>
      {shown.map(({ id, name }) => {
        const words = inWords(name, language)
        return (
          <li key={id}>
            <TextLink to={to(`/ask/${id}`)} lang={words.lang} reload>
              {words.text}
            </TextLink>
          </li>
        )
      })}
    </ul>
  )
  return (
    <div className="ask">
      <Page title={say('ask.title')} purpose={say('ask.purpose')}>
        <title>{`${say('ask.title')} · Maillage`}</title>
        <Stack>
          <EmergencyNumbers country={country} />
          <Ideas>
            <Idea picture="people">{say('ask.anyone')}</Idea>
            <Idea picture="lock">{say('ask.noAccount')}</Idea>
          </Ideas>
          {networks.length === 0 ? (
            <Notice kind="attention" title={say(isLost ? 'ask.trouble.lost' : 'ask.nowhere')}>
              <p>{say(isLost ? 'ask.trouble.lost.empty' : 'ask.nowhere.what')}</p>
              <p>
                <TextLink to={to('/directory')}>{say('ask.none.directory')}</TextLink>
              </p>
            </Notice>
          ) : (
            <>
              <SearchForm label={say('ask.where')} hint={say('ask.where.hint')} defaultValue={place} />
              {place !== '' && (
                <Section title={say('ask.near', { place })}>
                  {nearby.length > 0 ? list(nearby) : <Notice kind="info">{say('ask.near.none')}</Notice>}
                </Section>
              )}
              <Section title={say('ask.networks')}>{list(networks)}</Section>
            </>
          )}
          <p>
            <TextLink to={to('/ask/follow')}>{say('ask.haveCode')}</TextLink>
          </p>
        </Stack>
      </Page>
    </div>
  )
}
