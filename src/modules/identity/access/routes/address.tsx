import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Notice, Page, Stack, TextField } from '#platform/ui/index.ts'
import { requireFresh, told } from '../../factors/request.server.ts'
import { askAddress } from '../address.commands.server.ts'
import { Address } from '../schema.ts'
import { isShared } from '../shared.ts'
import type { Route } from './+types/address'

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await requireFresh(args)
  return { email: standing.email, isShared: isShared(standing) }
}

type Answer = { typed: string; failure: 'email' | 'wait' | null; seconds: number }
const answer = (typed: string, failure: Answer['failure'], seconds: number, status: number) =>
  data<Answer>({ typed, failure, seconds }, { status })

export const action = async (args: Route.ActionArgs) => {
  const { db } = args.context.get(serverContext)
  const holder = await requireFresh(args)
  const typed = String((await args.request.formData()).get('email') ?? '').slice(0, 320)
  const email = Address.safeParse(typed)
  if (!email.success) return answer(typed, 'email', 0, 422)
  try {
    await askAddress(db, holder, email.data)
    return answer(email.data, null, 0, 200)
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many') return answer(typed, 'wait', Number(error.detail.seconds), 429)
    return told(() => Promise.reject(error))
  }
}

export default function ChangeAddress({ loaderData: { email, ...loaderData }, actionData }: Route.ComponentProps) {
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
      title={say('access.address.title')}
      purpose={say('access.address.purpose')}
      back={{ to: to('/account'), label: say('access.account.title') }}
    >
      <title>{`${say('access.address.title')} · Maillage`}</title>
      {actionData?.failure === null ? (
        <Notice kind="saved" title={say('access.address.sent')}>
          <p>{say('access.address.look', { address: actionData.typed })}</p>
        </Notice>
      ) : loaderData.isShared ? (
        <Notice kind="info">{say('access.shared')}</Notice>
      ) : (
        <>
          <p>{email === null ? say('access.address.none') : say('access.address.now', { address: email })}</p>
          <ErrorSummary title={say('form.wrong')} errors={{ email: message }} />
          <Form method="post">
            <Stack>
              <TextField
                name="email"
                type="email"
                autoComplete="email"
                label={say('access.address.new')}
                defaultValue={actionData?.typed ?? ''}
                required
                {...(message === undefined ? {} : { error: message })}
              />
              <Button kind="primary">{say('access.address.act')}</Button>
            </Stack>
          </Form>
        </>
      )}
    </Page>
  )
}
