import { data } from 'react-router'
import { groupedCode } from '#modules/identity/index.ts'
import { asActor } from '#platform/db.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Notice, Page, Stack, TextField, TextLink } from '#platform/ui/index.ts'
import { hashOfRequest, withdrawByCode } from '../ask.commands.server.ts'
import { type Followed, followedBy } from '../ask.queries.server.ts'
import { codeWasRight, triedCode } from '../follow.server.ts'
import { EmergencyNumbers } from '../screen/emergency.tsx'
import { canWithdraw, RequestState } from '../screen/state.tsx'
import { TakeBack } from '../screen/take-back.tsx'
import type { Route } from './+types/follow'

const LONGEST = 60

export const loader = (args: Route.LoaderArgs) => ({ isSignedIn: args.context.get(serverContext).actor.personId !== '' })

type Answered =
  | { request: Followed; code: string; asks: boolean; isWithdrawn: boolean }
  | { why: 'wrong' | 'wait' | 'lost'; seconds: number; typed: string }

const followed = async (args: Route.ActionArgs, form: FormData, typed: string) => {
  const { db, actor, remoteAddress } = args.context.get(serverContext)
  const code = await triedCode(db, typed, remoteAddress)
  const intent = form.get('intent')
  const found = code === null ? null : await asActor(db, actor, async (scope) => followedBy(scope, await hashOfRequest(code)))
  if (code === null || found === null) return data<Answered>({ why: 'wrong', seconds: 0, typed }, { status: 422 })
  await codeWasRight(db, remoteAddress)
  if (intent !== 'withdraw' || !canWithdraw(found))
    return data<Answered>({ request: found, code: groupedCode(code), asks: intent === 'ask' && canWithdraw(found), isWithdrawn: false })
  const isWithdrawn = await asActor(db, actor, (scope) => withdrawByCode(scope, code))
  const request = await asActor(db, actor, async (scope) => (await followedBy(scope, await hashOfRequest(code))) ?? found)
  return data<Answered>({ request, code: groupedCode(code), asks: false, isWithdrawn })
}

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const typed = String(form.get('code') ?? '').slice(0, LONGEST)
  try {
    return await followed(args, form, typed)
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many')
      return data<Answered>({ why: 'wait', seconds: Number(error.detail.seconds), typed }, { status: 429 })
    if (isLostDatabase(error)) return data<Answered>({ why: 'lost', seconds: 0, typed }, { status: 503 })
    throw error
  }
}

export default function Follow({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const found = actionData !== undefined && 'request' in actionData ? actionData : null
  const refused = actionData !== undefined && 'why' in actionData ? actionData : null
  const error = refused === null ? undefined : say(`ask.follow.${refused.why}`, { seconds: refused.seconds })
  return (
    <div className="ask">
      <Page title={say('ask.follow.title')} purpose={say('ask.follow.purpose')}>
        <title>{`${say('ask.follow.title')} · Maillage`}</title>
        <Stack>
          <EmergencyNumbers country={found?.request.country ?? null} />
          {found !== null && (
            <>
              {found.isWithdrawn && <Notice kind="saved">{say('ask.withdrawn')}</Notice>}
              <RequestState request={found.request} />
              {canWithdraw(found.request) && <TakeBack asks={found.asks} hidden={{ code: found.code }} />}
            </>
          )}
          <div className="screen-only">
            <Form method="post" reloadDocument>
              <Stack>
                <ErrorSummary title={say('form.wrong')} errors={{ code: error }} />
                <TextField
                  name="code"
                  label={say('ask.follow.label')}
                  hint={say('ask.follow.hint')}
                  defaultValue={refused?.typed ?? ''}
                  autoComplete="off"
                  spellCheck={false}
                  size="short"
                  maxLength={LONGEST}
                  required
                  {...(error === undefined ? {} : { error })}
                />
                <Button {...(found === null ? { kind: 'primary' } : {})}>{say('ask.follow.act')}</Button>
              </Stack>
            </Form>
          </div>
          {loaderData.isSignedIn && (
            <p>
              <TextLink to={to('/ask/mine')}>{say('ask.mine.title')}</TextLink>
            </p>
          )}
          <p>
            <TextLink to={to('/ask')}>{say('ask.follow.none')}</TextLink>
          </p>
        </Stack>
      </Page>
    </div>
  )
}
