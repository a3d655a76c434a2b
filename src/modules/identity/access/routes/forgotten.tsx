import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Notice, Page, Stack, TextField } from '#platform/ui/index.ts'
import { told } from '../../factors/request.server.ts'
import { askNewPassword } from '../password.commands.server.ts'
import { Address } from '../schema.ts'
import type { Route } from './+types/forgotten'

export const action = async ({ context, request, params }: Route.ActionArgs) => {
  const { db, remoteAddress } = context.get(serverContext)
  const typed = String((await request.formData()).get('email') ?? '').slice(0, 320)
  const email = Address.safeParse(typed)
  if (!email.success) return data({ typed, failure: 'email' as const, seconds: 0 }, { status: 422 })
  try {
    await askNewPassword(db, email.data, localeOf(params.lang) ?? DEFAULT_LOCALE, remoteAddress)
    return data({ typed: '', failure: null, seconds: 0 })
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many')
      return data({ typed, failure: 'wait' as const, seconds: Number(error.detail.seconds) }, { status: 429 })
    return told(() => Promise.reject(error))
  }
}

export default function Forgotten({ actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const failure = actionData?.failure ?? null
  const message =
    failure === null
      ? undefined
      : failure === 'wait'
        ? say('signIn.failure.wait', { seconds: actionData?.seconds ?? 0 })
        : say('access.fault.email')
  return (
    <Page
      title={say('access.forgotten.title')}
      purpose={say('access.forgotten.purpose')}
      back={{ to: to('/sign-in'), label: say('signIn.title') }}
    >
      <title>{`${say('access.forgotten.title')} · Maillage`}</title>
      {actionData?.failure === null ? (
        <Notice kind="saved" title={say('access.forgotten.sent')}>
          <p>{say('access.forgotten.look')}</p>
        </Notice>
      ) : (
        <>
          <ErrorSummary title={say('form.wrong')} errors={{ email: message }} />
          <Form method="post">
            <Stack>
              <TextField
                name="email"
                type="email"
                autoComplete="username"
                label={say('signIn.email')}
                defaultValue={actionData?.typed ?? ''}
                required
                {...(message === undefined ? {} : { error: message })}
              />
              <Button kind="primary">{say('access.forgotten.act')}</Button>
            </Stack>
          </Form>
        </>
      )}
    </Page>
  )
}
