import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Notice, Page, Stack, TextField } from '#platform/ui/index.ts'
import { signIn } from '../commands.server.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '../demonstration.ts'
import { Credentials } from '../schema.ts'
import { cookieOf } from '../session.server.ts'
import type { Route } from './+types/sign-in'

export const loader = ({ context, request }: Route.LoaderArgs) => {
  const { isDemonstration } = context.get(serverContext)
  return {
    next: nextOf(request),
    people: isDemonstration ? DEMONSTRATION_PEOPLE.map(({ name, email, role }) => ({ name, email, role })) : [],
  }
}

// Only an address of this site: a link must not send somebody elsewhere after signing in.
const nextOf = (request: Request) => {
  const next = new URL(request.url).searchParams.get('next') ?? ''
  return /^\/(fr|nl|en|falc)(\/[\w./-]*)?$/.test(next) ? next : null
}

export const action = async ({ context, params, request }: Route.ActionArgs) => {
  const { db, isSecure, remoteAddress } = context.get(serverContext)
  const form = Object.fromEntries(await request.formData())
  const email = String(form.email ?? '')
  const input = Credentials.safeParse(form)
  if (!input.success) return data({ email, failure: 'incomplete' as const, seconds: 0 }, { status: 422 })
  try {
    const token = await signIn(db, input.data, remoteAddress)
    if (token === null) return data({ email, failure: 'wrong' as const, seconds: 0 }, { status: 422 })
    return redirect(nextOf(request) ?? `/${params.lang}`, {
      headers: { 'Set-Cookie': cookieOf(token, isSecure), 'X-Remix-Reload-Document': 'true' },
    })
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many')
      return data({ email, failure: 'wait' as const, seconds: Number(error.detail.seconds) }, { status: 429 })
    if (isLostDatabase(error)) return data({ email, failure: 'unavailable' as const, seconds: 0 }, { status: 503 })
    throw error
  }
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { say } = useLanguage()
  const failure = actionData?.failure
  const message = failure === undefined ? undefined : say(`signIn.failure.${failure}`, { seconds: actionData?.seconds ?? 0 })
  return (
    <Page title={say('signIn.title')} purpose={say('signIn.purpose')}>
      <title>{`${say('signIn.title')} · Maillage`}</title>
      {message !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ email: message }} />}
      <Form method="post">
        <Stack>
          <TextField
            name="email"
            type="email"
            autoComplete="username"
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
      {loaderData.people.length > 0 && (
        <Notice kind="info" title={say('signIn.demonstration.title')}>
          <p>{say('signIn.demonstration.password', { password: DEMONSTRATION_PASSWORD })}</p>
          <ul>
            {loaderData.people.map(({ email, name, role }) => (
              <li key={email}>{`${name}: ${email} (${say(`role.${role}`)})`}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Page>
  )
}
