import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Page, Stack } from '#platform/ui/index.ts'
import { cookieIn } from '../../cookies.server.ts'
import { told } from '../../factors/request.server.ts'
import { cookieOf } from '../../session.server.ts'
import { KNOWN_COOKIE } from '../../sessions/known-browser.server.ts'
import { linkOf } from '../links.server.ts'
import { resetPassword } from '../password.commands.server.ts'
import { TypedPassword } from '../schema.ts'
import { OverPage } from '../screen/over.tsx'
import { PasswordField, useWeakness } from '../screen/password-field.tsx'
import type { Route } from './+types/new-password'

export const loader = ({ context, params }: Route.LoaderArgs) =>
  told(async () => {
    const link = await linkOf(context.get(serverContext).db, 'password', params.token)
    return link === null ? data({ email: null }, { status: 404 }) : data({ email: link.email })
  })

export const action = async ({ context, params, request }: Route.ActionArgs) => {
  const { db, isSecure } = context.get(serverContext)
  const password = TypedPassword.safeParse((await request.formData()).get('password'))
  const outcome = password.success
    ? await told(() => resetPassword(db, params.token, password.data, cookieIn(request.headers.get('cookie'), KNOWN_COOKIE, isSecure)))
    : 'long'
  if (outcome === 'over') return data({ weakness: null }, { status: 404 })
  if (outcome !== null) return data({ weakness: outcome }, { status: 422 })
  return redirect(`/${params.lang}/sign-in?changed`, {
    headers: { 'Set-Cookie': cookieOf('', isSecure, 0), 'X-Remix-Reload-Document': 'true' },
  })
}

export default function NewPassword({ loaderData: { email }, actionData }: Route.ComponentProps) {
  const { say } = useLanguage()
  const weakness = actionData?.weakness ?? null
  const message = useWeakness(weakness)
  if (email === null) return <OverPage kind="password" />
  return (
    <Page title={say('access.reset.title')} purpose={say('access.reset.purpose')}>
      <title>{`${say('access.reset.title')} · Maillage`}</title>
      <ErrorSummary title={say('form.wrong')} errors={{ password: message }} />
      <Form method="post" reloadDocument>
        <Stack>
          {/* For the browser's own store of passwords. */}
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <PasswordField weakness={weakness} />
          <Button kind="primary">{say('access.reset.act')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
