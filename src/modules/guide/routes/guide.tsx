import { listAsked } from '#modules/care/index.ts'
import { dayOf } from '#platform/today.ts'
import '../screen/guide.css'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { intlOf, sayWith } from '#platform/languages/speech.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Page, TextLink } from '#platform/ui/index.ts'
import { answersOf, counting, nextQuestion, queryOf, wanted, without } from '../answers.ts'
import { emergencyNumbers } from '../emergency.ts'
import { countryOf, localMoment, TODAY } from '../moment.ts'
import { findPlaces } from '../place-search.server.ts'
import { readPlace } from '../places.queries.server.ts'
import { canStateAvailability } from '../policy.ts'
import { resultOf } from '../result.server.ts'
import { AnswerButtons, GivenAnswers } from '../screen/answers.tsx'
import { useChoices } from '../screen/choices.ts'
import { Emergency } from '../screen/emergency.tsx'
import { PlaceSearch } from '../screen/place-search.tsx'
import { Result } from '../screen/result.tsx'
import { readSettings } from '../settings.queries.server.ts'
import { listLanguages, readNetwork, readTeams } from '../teams.queries.server.ts'
import { ANY, QUESTIONS } from '../vocabulary.ts'
import { checkedInWords } from '../words.server.ts'
import type { Route } from './+types/guide'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const search = new URL(args.request.url).searchParams
    const locale = localeOf(args.params.lang) ?? DEFAULT_LOCALE
    const network = await readNetwork(scope, args.params.network)
    const place = await readPlace(scope, answersOf(search).place, languageOf(locale))
    // A place that there is not was not answered.
    const asked = place === null && answersOf(search).place !== ANY ? without(answersOf(search), 'place') : answersOf(search)
    const facts = { languages: await listLanguages(scope, network.id) }
    const answers = counting(asked, facts)
    const question = nextQuestion(asked, facts)
    const country = countryOf(network.country, place?.id ?? null)
    const q = question === 'place' ? (search.get('q') ?? '').slice(0, 60) : ''
    const now = new Date()
    const today = localMoment(now, network.country, null)?.days[TODAY]?.date ?? dayOf(now)
    const intl = intlOf(locale)
    return {
      network: { id: network.id, name: inWords(network.name, intl.locale) },
      place: place?.name ?? null,
      answers,
      languages: facts.languages,
      question,
      numbers: emergencyNumbers(country, languageOf(locale)),
      q,
      places: q === '' ? [] : await findPlaces(scope, q, { language: languageOf(locale), country: network.country }),
      result:
        question === null
          ? resultOf(await readTeams(scope, network, place?.id ?? null, now), wanted(answers), {
              network: network.id,
              place: place?.name ?? '',
              placeId: place?.id ?? null,
              today,
              locale,
              waits: (await readSettings(scope, network.id)).waits,
              asked: await listAsked(scope, network.id),
            })
          : null,
      checked: checkedInWords(now, { say: sayWith(intl), intl }),
      mayState: canStateAvailability(actor, network.id),
    }
  })

type Data = Route.ComponentProps['loaderData']

export default function Guide({ loaderData }: Route.ComponentProps) {
  const { network, place, answers, languages, question, numbers, result, checked, mayState } = loaderData
  const { say, to } = useLanguage()
  const { answerInWords, answered } = useChoices(languages)
  const here = to(`/guide/${network.id}`)
  const shown = answered(answers)
  const last = shown.at(-1)
  const back =
    last === undefined
      ? { to: to('/guide'), label: say('guide.start') }
      : { to: here + queryOf(without(answers, last)), label: say('guide.back') }
  const title = say(question === null ? 'guide.result' : `guide.question.${question}`)
  return (
    <Page title={title} purpose={say(question === null ? 'guide.result.what' : `guide.question.${question}.what`)} back={back}>
      <title>{`${title} · Maillage`}</title>
      <Emergency numbers={numbers} isDanger={answers.urgency === 'danger'} />
      {question !== null && <QuestionBody {...loaderData} question={question} here={here} />}
      {result !== null && <Result result={result} network={network.id} checked={checked} />}
      <GivenAnswers
        given={shown.map((each) => ({
          question: each,
          answer: answerInWords(each, answers, place),
          change: here + queryOf(without(answers, each)),
        }))}
      />
      <p className="guide-foot">{say('guide.kept')}</p>
      <p className="guide-foot">
        <span lang={network.name.lang}>{network.name.text}</span>{' '}
        <TextLink to={to('/guide')} reload>
          {say('guide.again')}
        </TextLink>{' '}
        {mayState && <TextLink to={to(`/guide/${network.id}/availability`)}>{say('guide.availability.title')}</TextLink>}
      </p>
    </Page>
  )
}

const QuestionBody = ({ question, answers, languages, q, places, here }: Data & { question: (typeof QUESTIONS)[number]; here: string }) => {
  const { say } = useLanguage()
  const { choicesOf } = useChoices(languages)
  return (
    <>
      <p className="guide-count">{say('guide.count', { n: QUESTIONS.indexOf(question) + 1, of: QUESTIONS.length })}</p>
      {question === 'place' && <PlaceSearch action={here} answers={answers} q={q} places={places} />}
      <AnswerButtons question={question} action={here} answers={answers} choices={choicesOf(question)} />
    </>
  )
}
