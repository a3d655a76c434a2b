import { data } from 'react-router'
import type { Place } from '#modules/guide/index.ts'
import { USUAL_WAITS, type Waits } from '#modules/guide/vocabulary.ts'
import { groupedCode } from '#modules/identity/index.ts'
import { intlOf, sayWith, useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { Notice, Page, Stack, TextLink } from '#platform/ui/index.ts'
import { readRetention } from '../../people/retention.server.ts'
import { DAYS as USUAL_DAYS } from '../../people/retention-days.ts'
import { type AskFaults, answersIn, faultsIn, stepAfter, stepBefore, stepIn, stepOf, stepsFor, tooSlow } from '../answers.ts'
import { type Asked, askForHelp } from '../ask.commands.server.ts'
import { listPublicTeams, type PublicTeam, readNetwork, readWished } from '../ask.queries.server.ts'
import { formIn, newForm } from '../form-token.server.ts'
import { unlessLost } from '../lost.server.ts'
import { type Lives, livesAt, livesIn, placeIn } from '../near.server.ts'
import { EmergencyNumbers, PhoneLink } from '../screen/emergency.tsx'
import { AskForm, type FormProps } from '../screen/form.tsx'
import { Sent } from '../screen/sent.tsx'
import { type Answers, type Field, NO_ANSWERS, type Step } from '../vocabulary.ts'
import type { Route } from './+types/ask-network'

const SERVICE = /^[a-z0-9][a-z0-9._-]{0,99}$/
const idOf = (lives: Lives) => (lives.kind === 'at' ? lives.place.id : null)

export const loader = async (args: Route.LoaderArgs) => {
  const { network } = args.params
  const search = new URL(args.request.url).searchParams
  const service = search.get('service') ?? ''
  const language = languageOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE)
  const place = await unlessLost(args, async (scope, actor) => {
    const lives = await livesAt(scope, '', placeIn(search.get('place')), { language })
    return {
      network: await readNetwork(scope, network),
      // Who comes from the search or from the guide has said where it is.
      lives: lives.kind === 'at' ? { place: lives.place.name, placeId: lives.place.id } : {},
      teams: await listPublicTeams(scope, network, idOf(lives)),
      wished: SERVICE.test(service) ? await readWished(scope, network, service) : null,
      isSignedIn: actor.personId !== '',
      days: (await readRetention(scope, network)).days,
    }
  })
  return data({ place, token: newForm(network), isWhole: search.has('whole') }, { status: place === null ? 503 : 200 })
}

type Shown = {
  answers: Answers
  step: Step
  token: string
  isWhole: boolean
  faults: AskFaults
  trouble: FormProps['trouble']
  teams?: PublicTeam[]
  waits?: Waits
  /** Municipalities that may be the one that was typed. */
  places?: Place[]
}
type Answered = Shown | { sent: Asked & { code: string; country: string; isMine: boolean; isForOther: boolean } }

const conflictIsClosed = (error: unknown): 'closed' => {
  if (error instanceof Problem && error.code === 'conflict') return 'closed'
  throw error
}

export const action = async (args: Route.ActionArgs) => {
  const { network } = args.params
  const typed = await args.request.formData()
  const said = answersIn(typed)
  const [at, go, isWhole] = [stepIn(typed.get('step')), String(typed.get('go') ?? 'next'), typed.get('whole') === 'yes']
  const form = formIn(typed.get('form'), network)
  const language = languageOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE)

  const place = await unlessLost(args, async (scope) => {
    const here = await readNetwork(scope, network)
    const lives = await livesIn(scope, said, { language, country: here.country })
    return { ...here, lives, teams: await listPublicTeams(scope, network, idOf(lives)) }
  })
  // A municipality that is known is called by its name from then on.
  const answers = { ...said, ...(place?.lives.kind === 'at' ? { place: place.lives.place.name, placeId: place.lives.place.id } : {}) }
  const shown = { answers, isWhole, token: form === null ? newForm(network) : String(typed.get('form')), faults: {}, trouble: null }
  // The teams as they lie to the place that was typed: the page that comes back knows it from here alone.
  const teams =
    place === null
      ? {}
      : { teams: place.teams, waits: place.waits, ...(place.lives.kind === 'choose' ? { places: place.lives.places } : {}) }
  const show = (step: Step, more: Partial<Shown> = {}, status = 200) => data<Answered>({ ...shown, ...teams, step, ...more }, { status })
  if (place === null) return show(at, { trouble: 'lost' }, 503)
  const steps = stepsFor(answers, place.teams)
  if (go === 'back') return show(stepBefore(steps, at))
  // The crisis team instead of one that lets them wait too long: what was answered stays.
  const instead = go === 'crisis' ? (tooSlow(answers, place.teams, place.waits)?.instead ?? null) : null
  if (instead !== null) return show(at, { answers: { ...answers, team: instead } })
  if (go.startsWith('at-')) return show(stepIn(go.slice(3)))

  const faults = faultsIn(answers, go === 'send' ? steps : [at], place.teams, place.lives.kind)
  const [wrong] = Object.keys(faults) as Field[]
  if (wrong !== undefined) return show(go === 'send' && !isWhole ? stepOf(wrong) : at, { faults }, 422)
  if (go !== 'send') return show(stepAfter(steps, at))
  if (form === null) return show('send', { trouble: 'old' }, 409)

  const say = sayWith(intlOf(localeOf(args.params.lang) ?? 'fr'))
  const asked = await unlessLost(args, (scope, actor) =>
    askForHelp(scope, actor, form, place.country, answers, { way: (way) => say(`ask.way.${way}`) }).then((sent) => ({
      ...sent,
      isForOther: answers.who !== 'person',
      isMine: answers.who === 'person' && answers.forMe === 'yes' && actor.personId !== '',
    })),
  ).catch(conflictIsClosed)
  if (asked === null) return show('send', { trouble: 'lost' }, 503)
  if (asked === 'closed') return show('send', { trouble: 'closed' }, 409)
  return data<Answered>({ sent: { ...asked, code: groupedCode(form.code), country: place.country } })
}

export default function AskNetwork({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const { place } = loaderData
  if (actionData !== undefined && 'sent' in actionData) return <Sent {...actionData.sent} />
  const wished = place?.wished ?? null
  const first: Answers = { ...NO_ANSWERS, ...place?.lives, team: wished?.isAsked ? wished.id : '' }
  const shown: Shown = actionData ?? {
    answers: first,
    step: 'who',
    token: loaderData.token,
    isWhole: loaderData.isWhole,
    faults: {},
    trouble: null,
  }
  const teams = shown.teams ?? place?.teams ?? []
  const steps = stepsFor(shown.answers, teams)
  const name = place === null ? null : inWords(place.network.name, language)
  const isOpen = place === null ? actionData !== undefined : teams.length > 0
  const title = isOpen && !shown.isWhole ? say(`ask.step.${shown.step}`) : say('ask.title')
  const position = say('ask.position', { n: Math.max(1, steps.indexOf(shown.step) + 1), of: steps.length })
  return (
    <div className="ask">
      <Page title={title}>
        <title>{`${say('ask.title')} – ${title} · Maillage`}</title>
        <Stack>
          <EmergencyNumbers country={place?.network.country ?? null} />
          <p className="ask-step">
            {name !== null && <span lang={name.lang}>{name.text}</span>}
            {isOpen && !shown.isWhole && ` – ${position}`}
          </p>
          {wished !== null && !wished.isAsked && (
            <Notice kind="attention" title={say(wished.isActive ? 'ask.wished.not' : 'ask.wished.closed', { team: wished.name })}>
              {wished.phone !== null && (
                <p>
                  {say('ask.wished.phone')} <PhoneLink phone={wished.phone} />
                </p>
              )}
              {teams.length > 0 && <p>{say('ask.wished.others')}</p>}
            </Notice>
          )}
          {isOpen && shown.step === 'who' && shown.answers.placeId !== '' && teams.every(({ lies }) => lies === 'elsewhere') && (
            <Notice kind="attention" title={say('ask.near.nobody', { place: shown.answers.place })}>
              <p>
                <TextLink to={to(`/guide?place=${shown.answers.placeId}`)} reload>
                  {say('ask.near.guide')}
                </TextLink>
              </p>
            </Notice>
          )}
          {isOpen ? (
            <AskForm
              {...shown}
              places={shown.places ?? []}
              steps={steps}
              teams={teams}
              waits={shown.waits ?? place?.network.waits ?? USUAL_WAITS}
              isSignedIn={place?.isSignedIn ?? false}
              days={place?.days ?? USUAL_DAYS}
            />
          ) : (
            <Notice kind="attention" title={say(place === null ? 'ask.trouble.lost' : 'ask.none.title')}>
              <p>{say(place === null ? 'ask.trouble.lost.empty' : 'ask.none.what')}</p>
              <p>
                <TextLink to={to('/directory')}>{say('ask.none.directory')}</TextLink>
              </p>
            </Notice>
          )}
          {shown.step === 'who' && (
            <p>
              <TextLink to={to('/ask/follow')}>{say('ask.haveCode')}</TextLink>
            </p>
          )}
        </Stack>
      </Page>
    </div>
  )
}
