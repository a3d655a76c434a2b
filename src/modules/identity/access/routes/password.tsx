import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, LinkButton, Notice, Page, Stack } from '#platform/ui/index.ts'
import { goOnUnder, requireFresh, told } from '../../factors/request.server.ts'
import { changePassword } from '../password.commands.server.ts'
import { TypedPassword } from '../schema.ts'
import { PasswordField, useWeakness } from '../screen/password-field.tsx'
import { isShared } from '../shared.ts'
import type { Route } from './+types/password'

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await requireFresh(args)
  return { email: standing.email, hasPassword: standing.hasPassword, isShared: isShared(standing) }
}

export const action = async (args: Route.ActionArgs) => {
  const { db } = args.context.get(serverContext)
  const holder = await requireFresh(args)
  const password = TypedPassword.safeParse((await args.request.formData()).get('password'))
  const outcome = password.success ? await told(() => changePassword(db, holder, password.data)) : 'long'
  if (typeof outcome === 'string') return data({ weakness: outcome, isDone: false }, { status: 422 })
  return data({ weakness: null, isDone: true }, { headers: await goOnUnder(args, outcome.token) })
}

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const weakness = actionData?.weakness ?? null
  const message = useWeakness(weakness)
  const title = say(loaderData.hasPassword ? 'access.password.title' : 'access.password.first')
  return (
    <Page title={title} purpose={say('access.password.purpose')} back={{ to: to('/account'), label: say('access.account.title') }}>
      <title>{`${title} · Maillage`}</title>
      {actionData?.isDone ? (
        <Stack>
          <Notice kind="saved">{say('access.password.done')}</Notice>
          <LinkButton to={to('/account')} reload>
            {say('access.account.title')}
          </LinkButton>
        </Stack>
      ) : loaderData.isShared ? (
        <Notice kind="info">{say('access.shared')}</Notice>
      ) : (
        <>
          <ErrorSummary title={say('form.wrong')} errors={{ password: message }} />
          {/* The whole page is loaded anew: the session goes on under a new token. */}
          <Form method="post" reloadDocument>
            <Stack>
              {loaderData.email !== null && <input type="hidden" name="username" autoComplete="username" value={loaderData.email} />}
              <PasswordField weakness={weakness} />
              <Button kind="primary">{say('form.save')}</Button>
            </Stack>
          </Form>
        </>
      )}
    </Page>
  )
}
