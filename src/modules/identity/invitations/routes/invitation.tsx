import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Notice, Page } from '#platform/ui/index.ts'
import type { Weakness } from '../../access/password-rules.ts'
import { PersonName, TypedPassword } from '../../access/schema.ts'
import { OverPage } from '../../access/screen/over.tsx'
import { cookieFor, cookieIn } from '../../cookies.server.ts'
import { isLimited } from '../../factors/policy.ts'
import { goOnUnder, holderOf, siteOfRequest, standingOfRequest, told, underToken, wayOn } from '../../factors/request.server.ts'
import { NewCodes } from '../../factors/screen/new-codes.tsx'
import { shownProviders } from '../../openid/shown.server.ts'
import {
  acceptAsHolder,
  acceptWithIdentity,
  acceptWithPasskey,
  acceptWithPassword,
  invitationOf,
  type NewAccount,
} from '../accept.commands.server.ts'
import { PENDING_COOKIE, pendingIn } from '../pending.server.ts'
import { Offer } from '../screen/offer.tsx'
import { Ways } from '../screen/ways.tsx'
import type { Route } from './+types/invitation'

const pendingOf = ({ context, request }: Route.LoaderArgs | Route.ActionArgs) =>
  pendingIn(cookieIn(request.headers.get('cookie'), PENDING_COOKIE, context.get(serverContext).isSecure))
const hereOf = ({ params }: Route.LoaderArgs | Route.ActionArgs) => `/${params.lang}/invitation/${params.token}`

export const loader = async (args: Route.LoaderArgs) => {
  const { db } = args.context.get(serverContext)
  const invitation = await told(() => invitationOf(db, args.params.token))
  if (invitation === null)
    return data({ offer: null, holder: null, isPasskeyPossible: false, providers: [], here: '', pending: null }, { status: 404 })
  const standing = await standingOfRequest(args)
  const here = hereOf(args)
  const pending = standing === null ? pendingOf(args) : null
  // Whoever is on the way in goes all of it first: an account that lacks a second factor takes up no role.
  if (standing !== null && (standing.step === 'second' || isLimited(standing))) throw redirect(wayOn(standing, args.params.lang, here))
  const { name, organisation, roles, from, to, expiresAt, email } = invitation
  return data({
    offer: { name, organisation, roles, from, to, expiresAt, email },
    holder: standing === null ? null : { name: standing.name, email: standing.email },
    isPasskeyPossible: siteOfRequest(args).passkeysFor !== null,
    providers: shownProviders(args.params.lang).map((provider) => ({
      name: provider.name,
      address: `/${args.params.lang}/sign-in/with?provider=${provider.id}&next=${encodeURIComponent(here)}`,
    })),
    here,
    pending:
      pending === null
        ? null
        : {
            name: pending.name,
            provider: shownProviders(args.params.lang).find(({ id }) => id === pending.provider)?.name ?? pending.issuer,
          },
  })
}

type Failure = Weakness | 'name' | 'taken' | 'passkey' | 'own'
type Answer = { failure: Failure | null; typed: string; way: string; codes: string[] }
const refused = (failure: Failure, typed: string, way: string, status = 422) => data<Answer>({ failure, typed, way, codes: [] }, { status })

export const action = async (args: Route.ActionArgs) => {
  const { token } = args.params
  const form = await args.request.formData()
  const way = String(form.get('way') ?? '')
  const typed = String(form.get('name') ?? '').slice(0, 200)
  try {
    if (way === 'join') return await join(args, token)
    const name = PersonName.safeParse(typed)
    if (!name.success) return refused('name', typed, way)
    const account = { name: name.data, password: null, locale: localeOf(args.params.lang) ?? DEFAULT_LOCALE }
    if (way === 'identity') return await byIdentity(args, account)
    return way === 'passkey'
      ? await byPasskey(args, account, String(form.get('answer') ?? ''))
      : await byPassword(args, account, form.get('password'))
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return refused('taken', typed, way, 409)
    if (error instanceof Problem && error.code === 'forbidden' && way === 'join') return refused('own', typed, way, 403)
    return told(() => Promise.reject(error))
  }
}

const over = () => data<Answer>({ failure: null, typed: '', way: '', codes: [] }, { status: 404 })

const join = async (args: Route.ActionArgs, token: string) => {
  const { db, isSecure } = args.context.get(serverContext)
  const holder = await holderOf(args)
  const session = await acceptAsHolder(db, holder, token)
  if (session === null) return over()
  return redirect(`/${args.params.lang}`, { headers: underToken(session, isSecure) })
}

const byPassword = async (args: Route.ActionArgs, account: NewAccount, typed: FormDataEntryValue | null) => {
  const { db, isSecure, sessionHash } = args.context.get(serverContext)
  const password = TypedPassword.safeParse(typed)
  if (!password.success) return refused('long', account.name, 'password')
  const entered = await acceptWithPassword(db, args.params.token, { ...account, password: password.data }, { former: sessionHash })
  if (entered === 'over') return over()
  if (typeof entered === 'string') return refused(entered, account.name, 'password')
  return redirect(wayOn(entered.standing, args.params.lang, null), { headers: underToken(entered.token, isSecure) })
}

const byIdentity = async (args: Route.ActionArgs, account: NewAccount) => {
  const { db, isSecure, sessionHash } = args.context.get(serverContext)
  const pending = pendingOf(args)
  if (pending === null) return redirect(hereOf(args))
  const entered = await acceptWithIdentity(db, args.params.token, account, pending, { former: sessionHash })
  if (entered === 'over') return over()
  const headers = new Headers(underToken(entered.token, isSecure))
  headers.append('Set-Cookie', cookieFor(PENDING_COOKIE, '', isSecure, 0))
  return redirect(wayOn(entered.standing, args.params.lang, null), { headers })
}

const byPasskey = async (args: Route.ActionArgs, account: NewAccount, answer: string) => {
  const { db, sessionHash } = args.context.get(serverContext)
  const passkey = { site: siteOfRequest(args), answer, name: account.name.slice(0, 100) }
  const entered = await acceptWithPasskey(db, args.params.token, account, passkey, { former: sessionHash })
  if (entered === 'over') return over()
  if (entered === 'wrong') return refused('passkey', account.name, 'passkey')
  // The page finds the invitation used up: the answer is this one's all the same.
  return data<Answer>(
    { failure: null, typed: '', way: 'passkey', codes: entered.codes },
    { status: 200, headers: await goOnUnder(args, entered.token) },
  )
}

export default function AcceptInvitation({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { offer } = loaderData
  if (actionData !== undefined && actionData.codes.length > 0) {
    return (
      <Page title={say('invitation.done')}>
        <title>{`${say('invitation.done')} · Maillage`}</title>
        <NewCodes codes={actionData.codes} leadOn={to('')} />
      </Page>
    )
  }
  if (offer === null) return <OverPage kind="invitation" />
  return (
    <Page title={say('invitation.title')} purpose={say('invitation.purpose')}>
      <title>{`${say('invitation.title')} · Maillage`}</title>
      {actionData?.failure === 'own' && <Notice kind="danger">{say('invitation.own')}</Notice>}
      {actionData?.failure === 'taken' && (
        <Notice kind="danger" title={say('invitation.taken')}>
          <p>{say('invitation.taken.what')}</p>
        </Notice>
      )}
      {actionData?.failure === 'passkey' && <Notice kind="danger">{say('factors.wrong.passkey')}</Notice>}
      <Offer offer={offer} />
      <Ways
        holder={loaderData.holder}
        email={offer.email}
        here={loaderData.here}
        providers={loaderData.providers}
        pending={loaderData.pending}
        passkeyOptions={loaderData.isPasskeyPossible ? to(`/invitation/${params.token}/passkey.json`) : null}
        refused={actionData}
      />
    </Page>
  )
}
