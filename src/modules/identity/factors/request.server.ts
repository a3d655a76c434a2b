import { type RouterContextProvider, redirect } from 'react-router'
import { asActor, type Scope } from '#platform/db.server.ts'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { cookieIn } from '../cookies.server.ts'
import { nextAfter, nextOf } from '../next.ts'
import { actorOf, cookieOf, hashOf } from '../session.server.ts'
import type { Holder } from './account.commands.server.ts'
import { isFresh, isLimited, type Standing } from './policy.ts'
import { asHolder } from './second.server.ts'
import { standingOf } from './sessions.server.ts'
import { type Site, siteOf } from './site.server.ts'

type Args = { context: Readonly<RouterContextProvider>; request: Request; params: { lang?: string | undefined } }

const langOf = ({ params }: Pick<Args, 'params'>) => params.lang ?? 'fr'

export const siteOfRequest = ({ context, request }: Pick<Args, 'context' | 'request'>): Site =>
  siteOf(request.url, context.get(serverContext).isSecure)

export const PASSKEY_COOKIE = 'passkey'
/** What this browser was given when it asked to sign in with a passkey; null when it did not. */
export const browserOfRequest = ({ context, request }: Pick<Args, 'context' | 'request'>): string | null => {
  const cookie = cookieIn(request.headers.get('cookie'), PASSKEY_COOKIE, context.get(serverContext).isSecure)
  return cookie !== null && /^[\w-]{43}$/.test(cookie) ? cookie : null
}

/** Failures as answers, like inRequest, for work that opens its own transactions. */
export const told = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw failed(error)
    if (isLostDatabase(error)) throw failed(new Problem('unavailable'))
    throw error
  }
}

/** How far the reader has come with signing in; null for a visitor. */
export const standingOfRequest = ({ context }: Pick<Args, 'context'>): Promise<Standing | null> => {
  const { db, sessionHash } = context.get(serverContext)
  return told(() => standingOf(db, sessionHash))
}

/**
 * Whose account this is. Unlike everywhere else, somebody who has yet to set up a second factor is let in: here they can.
 * @throws 401 for a visitor; leads to the second step whoever has only passed the first
 */
export const holderOf = async (args: Args): Promise<Holder> => {
  const { sessionHash } = args.context.get(serverContext)
  const standing = await standingOfRequest(args)
  if (standing === null || sessionHash === null) throw failed(new Problem('signed_out'))
  if (standing.step === 'second') throw redirect(`/${langOf(args)}/sign-in/second`)
  return { standing, sessionHash }
}

/** One transaction for the pages of one's own account; see holderOf for who is let in. */
export const inAccount = async <T>(args: Args, work: (scope: Scope, holder: Holder) => Promise<T>): Promise<T> => {
  const holder = await holderOf(args)
  const { db } = args.context.get(serverContext)
  return told(() => asActor(db, asHolder(holder.standing), (scope) => work(scope, holder)))
}

/**
 * Lets nobody go on to a sensitive act who has not given a second factor (or, without any, the password) within ten minutes: leads
 * to where it is given, and back. Call it first in the loader of the page with the form, so that nothing typed is lost, and again
 * in the action.
 * @throws 401 for a visitor, and redirects
 */
export const requireFresh = async (args: Args): Promise<Holder> => {
  const holder = await holderOf(args)
  const here = new URL(args.request.url)
  if (!isFresh(holder.standing)) throw redirect(nextAfter(`/${langOf(args)}/account/confirm`, `${here.pathname}${here.search}`))
  return holder
}

/** Where signing in leads on: the second step, the account when a factor is missing, or where the person wanted to go. */
export const wayOn = (standing: Standing, lang: string, next: string | null): string => {
  if (standing.step === 'second') return nextAfter(`/${lang}/sign-in/second`, next)
  if (isLimited(standing)) return nextAfter(`/${lang}/account/security`, next)
  return next ?? `/${lang}`
}

/** Who holds a session changes by full page loads only, so that nothing of before stays in memory. */
export const underToken = (token: string, isSecure: boolean) => ({
  'Set-Cookie': cookieOf(token, isSecure),
  'X-Remix-Reload-Document': 'true',
})

export const wantedNext = ({ request }: Pick<Args, 'request'>) => nextOf(new URL(request.url).searchParams.get('next'))

/** Like underToken, for an answer that shows a page at once: its loaders run in this same request, and know the new session only from here. */
export const goOnUnder = async ({ context }: Pick<Args, 'context'>, token: string) => {
  const before = context.get(serverContext)
  const sessionHash = hashOf(token)
  context.set(serverContext, { ...before, sessionHash, actor: await actorOf(before.db, sessionHash) })
  return underToken(token, before.isSecure)
}
