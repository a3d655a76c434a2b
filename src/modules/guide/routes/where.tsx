import '../screen/guide.css'
import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Notice, Page, Section } from '#platform/ui/index.ts'
import { answersOf, queryOf } from '../answers.ts'
import { emergencyNumbers } from '../emergency.ts'
import { countryOf } from '../moment.ts'
import { findPlaces } from '../place-search.server.ts'
import { listNetworks, readPlace } from '../places.queries.server.ts'
import { Emergency } from '../screen/emergency.tsx'
import { PlaceSearch } from '../screen/place-search.tsx'
import { QUESTIONS } from '../vocabulary.ts'
import type { Route } from './+types/where'

export const loader = async (args: Route.LoaderArgs) => {
  const search = new URL(args.request.url).searchParams
  const locale = localeOf(args.params.lang) ?? DEFAULT_LOCALE
  const { place: placeAnswer } = answersOf(search)
  const found = await inRequest(args, async (scope) => {
    const place = await readPlace(scope, placeAnswer, languageOf(locale))
    const q = place === null ? (search.get('q') ?? '').slice(0, 60) : ''
    const networks = await listNetworks(scope, place?.id ?? null)
    return {
      place,
      q,
      places: q === '' ? [] : await findPlaces(scope, q, { language: languageOf(locale) }),
      networks: networks.map(({ name, ...rest }) => ({ ...rest, name: inWords(name, languageOf(locale)) })),
      numbers: emergencyNumbers(place === null ? null : countryOf('', place.id), languageOf(locale)),
    }
  })
  const [only, ...others] = found.networks.filter(({ covers }) => covers)
  if (only !== undefined && others.length === 0 && found.place !== null)
    throw redirect(`/${args.params.lang}/guide/${only.network}${queryOf({ place: found.place.id })}`)
  return found
}

export default function Where({ loaderData: { place, q, places, networks, numbers } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const title = say('guide.title')
  const covering = networks.filter(({ covers }) => covers)
  const offered = covering.length > 0 ? covering : networks
  return (
    <Page title={title} purpose={say('guide.purpose')} back={{ to: to(''), label: say('guide.home') }}>
      <title>{`${title} · Maillage`}</title>
      <Emergency numbers={numbers} />
      {place === null && (
        <>
          <p className="guide-count">{say('guide.count', { n: 1, of: QUESTIONS.length })}</p>
          <PlaceSearch action={to('/guide')} answers={{}} q={q} places={places} />
        </>
      )}
      {place !== null && covering.length === 0 && (
        <Notice kind="attention" title={say('guide.uncovered', { place: place.name })}>
          <p>{say('guide.uncovered.what')}</p>
        </Notice>
      )}
      <Section title={say(covering.length > 1 ? 'guide.networks.several' : 'guide.networks')}>
        <ul className="answers">
          {offered.map(({ network, name, teams }) => (
            <li key={network}>
              <a className="answer" href={to(`/guide/${network}${queryOf(place === null ? {} : { place: place.id })}`)}>
                <span>
                  <span className="answer-label" lang={name.lang}>
                    {name.text}
                  </span>
                  <span className="answer-hint">{say('guide.network.teams', { n: teams })}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
        {offered.length === 0 && <p>{say('guide.networks.none')}</p>}
      </Section>
      <p className="guide-foot">{say('guide.kept')}</p>
    </Page>
  )
}
