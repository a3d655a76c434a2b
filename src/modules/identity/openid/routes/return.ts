import { data, redirect } from 'react-router'
import { negotiate, segmentOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { cookieFor, cookieIn } from '../../cookies.server.ts'
import { inAccount, requireFresh, siteOfRequest, told, underToken, wayOn } from '../../factors/request.server.ts'
import { standingOf } from '../../factors/sessions.server.ts'
import { isInvitation, PENDING_COOKIE, PENDING_MINUTES, pendingCookie } from '../../invitations/pending.server.ts'
import { nextAfter } from '../../next.ts'
import { nameIn } from '../claims.ts'
import { endFlow, type Flow, type Identified, openFlow } from '../flow.server.ts'
import { confirmWithOpenId, connectIdentity, enterWithOpenId } from '../openid.commands.server.ts'
import { type Provider, providerOf } from '../settings.server.ts'
import type { Route } from './+types/return'

/** Where a provider leads back to. Whatever goes wrong is told on the page that the person came from. */
export const loader = async (args: Route.LoaderArgs) => {
  const { db, isSecure } = args.context.get(serverContext)
  const flow = openFlow(cookieIn(args.request.headers.get('cookie'), 'openid', isSecure))
  const provider = flow === null || flow.provider !== args.params.provider ? undefined : providerOf(flow.provider)
  const lang = flow?.lang ?? segmentOf(negotiate(args.request.headers.get('accept-language')))
  const over = cookieFor('openid', '', isSecure, 0)
  if (flow === null || provider === undefined) throw redirect(`/${lang}/sign-in?failure=wrong`, { headers: { 'Set-Cookie': over } })
  try {
    const identified = await endFlow(db, provider, flow, new URL(args.request.url), siteOfRequest(args).origin)
    const led = typeof identified === 'string' ? failed(flow, identified) : await told(() => ledOn(args, flow, provider, identified))
    return withCookie(led, over)
  } catch (error) {
    if (error instanceof Problem && error.code === 'unavailable') throw withCookie(failed(flow, 'unavailable'), over)
    throw error
  }
}

const failed = ({ act, lang, next }: Flow, failure: string) => {
  const page = act === 'connect' ? 'account/security' : act === 'confirm' ? 'account/confirm' : 'sign-in'
  return redirect(`${nextAfter(`/${lang}/${page}`, next)}${next === null ? '?' : '&'}failure=${failure}`)
}

// Whoever was invited is asked there whether they want an account that this identity opens: it is made by a button, not by passing here.
const withInvitation = (invitation: string, provider: Provider, { issuer, subject, claims, isStrong }: Identified, isSecure: boolean) => {
  const cookie = pendingCookie({ issuer, subject, provider: provider.id, name: nameIn(claims, provider.nameClaims), isStrong })
  return withCookie(redirect(invitation), cookieFor(PENDING_COOKIE, cookie, isSecure, PENDING_MINUTES))
}

const withCookie = (response: Response, cookie: string) => {
  response.headers.append('Set-Cookie', cookie)
  return response
}

const ledOn = async (args: Route.LoaderArgs, flow: Flow, provider: Provider, identified: Identified): Promise<Response> => {
  const { db, isSecure, sessionHash } = args.context.get(serverContext)
  const withArgs = { ...args, params: { lang: flow.lang } }
  if (flow.act === 'enter') {
    const entered = await enterWithOpenId(db, provider, identified, {
      former: sessionHash,
      locale: flow.lang === 'falc' ? 'fr-x-falc' : flow.lang,
    })
    if (entered === null)
      return isInvitation(flow.next) ? withInvitation(flow.next, provider, identified, isSecure) : failed(flow, 'unknown')
    return redirect(wayOn(entered.standing, flow.lang, flow.next), { headers: underToken(entered.token, isSecure) })
  }
  if (flow.act === 'connect') {
    await requireFresh({ ...withArgs, request: new Request(new URL(`/${flow.lang}/account/security`, args.request.url)) })
    const isNew = await inAccount(withArgs, (scope, holder) => connectIdentity(scope, holder, provider, identified))
    return redirect(`/${flow.lang}/account/security?done=${isNew ? 'connected' : 'taken'}`)
  }
  const standing = await standingOf(db, sessionHash)
  if (standing === null || sessionHash === null || standing.step !== 'open') throw data({ code: 'signed_out', detail: {} }, { status: 401 })
  const token = await confirmWithOpenId(db, { standing, sessionHash }, provider, identified)
  if (token === null) return failed(flow, 'unknown')
  return redirect(flow.next ?? `/${flow.lang}/account/security`, { headers: underToken(token, isSecure) })
}
