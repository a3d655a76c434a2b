import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Notice, Page, TextField } from '#platform/ui/index.ts'
import { registerPasskey } from '../account.commands.server.ts'
import { goOnUnder, requireFresh, siteOfRequest, told, wantedNext } from '../request.server.ts'
import { PasskeyName } from '../schema.ts'
import { NewCodes } from '../screen/new-codes.tsx'
import { PasskeyForm } from '../screen/passkey-form.tsx'
import type { Route } from './+types/passkey'

const leadOnOf = (args: Route.LoaderArgs | Route.ActionArgs) => wantedNext(args) ?? `/${args.params.lang}/account/security`

export const loader = async (args: Route.LoaderArgs) => {
  await requireFresh(args)
  return { isPossible: siteOfRequest(args).passkeysFor !== null }
}

export const action = async (args: Route.ActionArgs) => {
  const { db } = args.context.get(serverContext)
  const holder = await requireFresh(args)
  const form = await args.request.formData()
  const name = PasskeyName.safeParse(form.get('name'))
  const refused = (why: 'name' | 'wrong', typed: string) => data({ codes: [], why, typed, leadOn: '' }, { status: 422 })
  if (!name.success) return refused('name', String(form.get('name') ?? '').slice(0, 100))
  const added = await told(() => registerPasskey(db, holder, siteOfRequest(args), name.data, String(form.get('answer') ?? '')))
  if (added === null) return refused('wrong', name.data)
  const headers = await goOnUnder(args, added.token)
  if (added.codes.length === 0) return redirect(leadOnOf(args), { headers })
  return data({ codes: added.codes, why: null, typed: '', leadOn: leadOnOf(args) }, { headers })
}

export default function AddPasskey({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const isDone = actionData !== undefined && actionData.codes.length > 0
  const title = say(isDone ? 'factors.passkey.done' : 'factors.passkey.new.title')
  return (
    <Page
      title={title}
      {...(isDone ? {} : { purpose: say('factors.passkey.new.purpose') })}
      back={{ to: to('/account/security'), label: say('factors.security.title') }}
    >
      <title>{`${title} · Maillage`}</title>
      {isDone ? (
        <NewCodes codes={actionData.codes} leadOn={actionData.leadOn} />
      ) : loaderData.isPossible ? (
        <>
          {actionData?.why === 'wrong' && <Notice kind="danger">{say('factors.wrong.passkey')}</Notice>}
          <PasskeyForm optionsFrom={to('/account/security/new-passkey.json')} isNew label={say('factors.passkey.new.act')} kind="primary">
            <TextField
              name="name"
              label={say('factors.passkey.name')}
              hint={say('factors.passkey.new.hint')}
              defaultValue={actionData?.typed ?? ''}
              maxLength={100}
              required
              {...(actionData?.why === 'name' ? { error: say('factors.passkey.nameless') } : {})}
            />
          </PasskeyForm>
        </>
      ) : (
        <Notice kind="attention">{say('factors.passkey.noPlace')}</Notice>
      )}
    </Page>
  )
}
