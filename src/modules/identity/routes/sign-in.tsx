import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, LinkButton, Notice, Page, Section, Stack, TextField, TextLink } from '#platform/ui/index.ts'
import { signIn, signInWithPasskey } from '../commands.server.ts'
import { cookieFor, cookieIn } from '../cookies.server.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '../demonstration.ts'
import type { Entered } from '../factors/enter.server.ts'
import { browserOfRequest, siteOfRequest, underToken, wantedNext, wayOn } from '../factors/request.server.ts'
import { PasskeyForm } from '../factors/screen/passkey-form.tsx'
import { failureOf } from '../openid/failures.ts'
import { shownProviders } from '../openid/shown.server.ts'
import { Credentials } from '../schema.ts'
import { KNOWN_COOKIE, KNOWN_MINUTES, knownAgain } from '../sessions/known-browser.server.ts'
import type { Route } from './+types/sign-in'

export const loader = (args: Route.LoaderArgs) => {
  const { isDemonstration } = args.context.get(serverContext)
  return {
    people: isDemonstration ? DEMONSTRATION_PEOPLE.map(({ name, email, role }) => ({ name, email, role })) : [],
    isPasskeyPossible: siteOfRequest(args).passkeysFor !== null,
    failure: failureOf(args.request.url),
    done: (['changed', 'reset'] as const).find((done) => new URL(args.request.url).searchParams.has(done)) ?? null,
    providers: shownProviders(args.params.lang).map(({ id, name }) => ({ name, address: withProvider(args, id) })),
  }
}

const withProvider = (args: Route.LoaderArgs, id: string) => {
  const next = wantedNext(args)
  return `/${args.params.lang}/sign-in/with?provider=${id}${next === null ? '' : `&next=${encodeURIComponent(next)}`}`
}

type Failure = 'incomplete' | 'wrong' | 'wait' | 'unavailable' | 'passkey'
const refused = (email: string, failure: Failure, status: number, seconds = 0) => data({ email, failure, seconds }, { status })

export const action = async (args: Route.ActionArgs) => {
  const form = Object.fromEntries(await args.request.formData())
  const email = String(form.email ?? '').slice(0, 320)
  const { isSecure } = args.context.get(serverContext)
  try {
    const entered = 'answer' in form ? await byPasskey(args, String(form.answer)) : await byPassword(args, form)
    if (typeof entered === 'string') return refused(email, entered, 422)
    const headers = new Headers(underToken(entered.token, isSecure))
    if (!('answer' in form))
      headers.append('set-cookie', cookieFor(KNOWN_COOKIE, knownAgain(knownOf(args), email), isSecure, KNOWN_MINUTES))
    return redirect(wayOn(entered.standing, args.params.lang, wantedNext(args)), { headers })
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many') return refused(email, 'wait', 429, Number(error.detail.seconds))
    if (isLostDatabase(error)) return refused(email, 'unavailable', 503)
    throw error
  }
}

const knownOf = ({ context, request }: Route.ActionArgs) =>
  cookieIn(request.headers.get('cookie'), KNOWN_COOKIE, context.get(serverContext).isSecure)

const byPassword = async (args: Route.ActionArgs, form: Record<string, unknown>): Promise<Entered | Failure> => {
  const { db, remoteAddress, sessionHash } = args.context.get(serverContext)
  const input = Credentials.safeParse(form)
  if (!input.success) return 'incomplete'
  return (await signIn(db, input.data, { remoteAddress, former: sessionHash, known: knownOf(args) })) ?? 'wrong'
}

const byPasskey = async (args: Route.ActionArgs, answer: string): Promise<Entered | Failure> => {
  const { db, remoteAddress, sessionHash } = args.context.get(serverContext)
  return (
    (await signInWithPasskey(db, siteOfRequest(args), answer, { remoteAddress, former: sessionHash, browser: browserOfRequest(args) })) ??
    'passkey'
  )
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const failure = actionData?.failure
  const seconds = actionData?.seconds ?? 0
  const message =
    failure === undefined ? undefined : failure === 'passkey' ? say('factors.wrong.passkey') : say(`signIn.failure.${failure}`, { seconds })
  return (
    <Page title={say('signIn.title')} purpose={say('signIn.purpose')}>
      <title>{`${say('signIn.title')} · Maillage`}</title>
      {loaderData.done !== null && actionData === undefined && (
        <Notice kind="saved">{say(loaderData.done === 'changed' ? 'access.reset.done' : 'factors.reset.done')}</Notice>
      )}
      {loaderData.failure !== null && <Notice kind="danger">{say(`factors.openid.failure.${loaderData.failure}`)}</Notice>}
      {message !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ email: message }} />}
      <Form method="post">
        <Stack>
          <TextField
            name="email"
            type="email"
            autoComplete="username webauthn"
            label={say('signIn.email')}
            defaultValue={actionData?.email ?? ''}
            required
            {...(message ? { error: message } : {})}
          />
          <TextField name="password" type="password" autoComplete="current-password" label={say('signIn.password')} required />
          <Button kind="primary" type="submit">
            {say('signIn.act')}
          </Button>
        </Stack>
      </Form>
      <p>
        <TextLink to={to('/forgotten')}>{say('access.forgotten.link')}</TextLink>
      </p>
      {(loaderData.isPasskeyPossible || loaderData.providers.length > 0) && <Otherwise {...loaderData} isOffered={failure !== 'passkey'} />}
      <Section title={say('signIn.first')}>
        <Stack gap="small">
          <TextLink to={to('/open')}>{say('signIn.card')}</TextLink>
          <TextLink to={to('/sign-in/paper')}>{say('signIn.paper')}</TextLink>
        </Stack>
      </Section>
      {loaderData.people.length > 0 && <Demonstration people={loaderData.people} />}
    </Page>
  )
}

type Shown = Awaited<ReturnType<typeof loader>>

type OtherwiseProps = Pick<Shown, 'isPasskeyPossible' | 'providers'> & {
  /** Not again at once after one that opened nothing. */
  isOffered: boolean
}

const Otherwise = ({ isPasskeyPossible, providers, isOffered }: OtherwiseProps) => {
  const { say, to } = useLanguage()
  return (
    <Section title={say('factors.otherwise')}>
      <Stack gap="small">
        {isPasskeyPossible && (
          <PasskeyForm optionsFrom={to('/sign-in/passkey.json?for=sign-in')} label={say('factors.passkey.use')} isOffered={isOffered} />
        )}
        {providers.map(({ name, address }) => (
          <LinkButton key={address} to={address} reload>
            {say('factors.openid.with', { provider: name })}
          </LinkButton>
        ))}
      </Stack>
    </Section>
  )
}

const Demonstration = ({ people }: Pick<Shown, 'people'>) => {
  const { say } = useLanguage()
  return (
    <Notice kind="info" title={say('signIn.demonstration.title')}>
      <p>{say('signIn.demonstration.password', { password: DEMONSTRATION_PASSWORD })}</p>
      <p>{say('signIn.demonstration.factor')}</p>
      <ul>
        {people.map(({ email, name, role }) => (
          <li key={email}>{`${name}, ${email} (${say(`role.${role}`)})`}</li>
        ))}
      </ul>
    </Notice>
  )
}
