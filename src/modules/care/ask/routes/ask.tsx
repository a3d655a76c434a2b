import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { Idea, Ideas, Notice, Page, SearchForm, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { listAskedNetworks } from '../ask.queries.server.ts'
import { unlessLost } from '../lost.server.ts'
import { type Near, nearTo, placeIn } from '../near.server.ts'
import { EmergencyNumbers } from '../screen/emergency.tsx'
import type { Route } from './+types/ask'

const LONGEST = 100

export const loader = async (args: Route.LoaderArgs) => {
  const search = new URL(args.request.url).searchParams
  const chosen = placeIn(search.get('place'))
  const language = languageOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE)
  const place = (search.get('q') ?? '').replaceAll('\0', '').slice(0, LONGEST).trim()
  const found = await unlessLost(args, async (scope) => ({
    networks: await listAskedNetworks(scope),
    near: place === '' && chosen === undefined ? null : await nearTo(scope, place, chosen, { language }),
  }))
  const [only] = found?.networks ?? []
  const near = found?.near ?? null
  if (found?.networks.length === 1 && only !== undefined && near === null) throw redirect(`/${args.params.lang}/ask/${only.id}`)
  // One municipality of that name and one network that works there: nothing is left to choose.
  const [here, ...others] = (found?.networks ?? []).filter(({ id }) => near?.kind === 'at' && near.networks.includes(id))
  if (here !== undefined && others.length === 0 && near?.kind === 'at' && near.place.isExact)
    throw redirect(`/${args.params.lang}/ask/${here.id}?place=${near.place.id}`)
  return data(
    { place, networks: found?.networks ?? [], near: found?.near ?? null, isLost: found === null },
    { status: found === null ? 503 : 200 },
  )
}

/** Where somebody asks for help: the network of their municipality. */
export default function Ask({ loaderData: { place, networks, near, isLost } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const [first] = networks
  const shared = networks.length > 0 && networks.every((each) => each.country === first?.country) ? (first?.country ?? null) : null
  const country = near?.kind === 'at' ? near.place.id.slice(0, 2) : shared
  const here = networks.filter(({ id }) => near?.kind === 'at' && near.networks.includes(id))
  const others = networks.filter((each) => !here.includes(each))
  // The municipality goes along: nobody writes it twice.
  const at = near?.kind === 'at' ? `?place=${near.place.id}` : ''
  const list = (shown: typeof networks, query = '') => (
    <ul>
      {shown.map(({ id, name }) => {
        const words = inWords(name, language)
        return (
          <li key={id}>
            <TextLink to={to(`/ask/${id}${query}`)} lang={words.lang} reload>
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
              {near !== null && (
                <Section title={say('ask.near', { place: near.kind === 'at' ? near.place.name : place })}>
                  <Around near={near} isSomebody={here.length > 0}>
                    {list(here, at)}
                  </Around>
                </Section>
              )}
              {others.length > 0 && <Section title={say(here.length > 0 ? 'ask.networks.others' : 'ask.networks')}>{list(others)}</Section>}
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

type AroundProps = { near: Near; isSomebody: boolean; children: React.ReactNode }
// An unknown place is spelled again; a known one where nobody can be asked leads to who works there.
const Around = ({ near, isSomebody, children }: AroundProps) => {
  const { say, to } = useLanguage()
  if (near.kind === 'unknown') return <Notice kind="info">{say('ask.near.none')}</Notice>
  if (near.kind === 'choose')
    return (
      <Stack>
        <p>{say('ask.near.which')}</p>
        <ul>
          {near.places.map(({ id, name, within, called }) => (
            <li key={id}>
              <TextLink to={`?place=${id}`} reload>
                {[name, called, within].filter((part) => part !== null).join(' · ')}
              </TextLink>
            </li>
          ))}
        </ul>
      </Stack>
    )
  if (isSomebody) return children
  return (
    <Notice kind="info" title={say('ask.near.nobody', { place: near.place.name })}>
      <p>
        <TextLink to={to(`/guide?place=${near.place.id}`)}>{say('ask.near.guide')}</TextLink>
      </p>
    </Notice>
  )
}
