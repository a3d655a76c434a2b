import { redirect } from 'react-router'
import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { cookieFor } from '../../cookies.server.ts'
import { siteOfRequest } from '../../factors/request.server.ts'
import { nextAfter, nextOf } from '../../next.ts'
import { isConnectToken } from '../connect.server.ts'
import { type Act, beginFlow, FLOW_MINUTES } from '../flow.server.ts'
import { providerOf } from '../settings.server.ts'
import type { Route } from './+types/with'

const ACTS: readonly Act[] = ['enter', 'confirm', 'connect']
// A browser that says nothing of it is old; what it brings back still counts in that browser alone.
const isFromElsewhere = (request: Request) => ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '')

/**
 * Leads to a provider. By a link and not by a form: the content security policy lets no form lead to another site, not even by a detour.
 * Whoever comes by a link of another site is asked on the sign-in page first: a provider that knows them would sign them in unseen.
 */
export const loader = async (args: Route.LoaderArgs) => {
  const { lang } = args.params
  const { isSecure, sessionHash } = args.context.get(serverContext)
  const asked = new URL(args.request.url).searchParams
  const provider = providerOf(asked.get('provider') ?? '')
  const act = ACTS.find((known) => known === (asked.get('act') ?? 'enter'))
  if (isFromElsewhere(args.request)) throw redirect(nextAfter(`/${lang}/sign-in`, nextOf(asked.get('next'))))
  const isMeant = act !== 'connect' || (sessionHash !== null && isConnectToken(asked.get('proof') ?? '', sessionHash))
  if (provider === undefined || act === undefined || !isMeant) throw redirect(`/${lang}/sign-in`)
  try {
    const { url, cookie } = await beginFlow(provider, {
      act,
      lang,
      next: nextOf(asked.get('next')),
      origin: siteOfRequest(args).origin,
      language: languageOf(localeOf(lang) ?? 'fr'),
    })
    return redirect(url.href, { headers: { 'Set-Cookie': cookieFor('openid', cookie, isSecure, FLOW_MINUTES) } })
  } catch (error) {
    if (error instanceof Problem) throw redirect(`/${lang}/sign-in?failure=unavailable`)
    throw error
  }
}
