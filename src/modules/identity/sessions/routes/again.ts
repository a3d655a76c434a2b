import { redirect } from 'react-router'
import { serverContext } from '#platform/server/context.ts'
import { cookieFor } from '../../cookies.server.ts'
import { told } from '../../factors/request.server.ts'
import { knownByMail } from '../failures.server.ts'
import { KNOWN_COOKIE, KNOWN_MINUTES } from '../known-browser.server.ts'
import type { Route } from './+types/again'

/** Where the mail about failed attempts leads: this browser need not wait for what strangers did. It opens nothing by itself. */
export const loader = async ({ request, context, params }: Route.LoaderArgs) => {
  const { db, isSecure } = context.get(serverContext)
  const known = await told(() => knownByMail(db, (new URL(request.url).searchParams.get('by') ?? '').slice(0, 1000)))
  return redirect(
    `/${params.lang}/sign-in`,
    known === null ? {} : { headers: { 'set-cookie': cookieFor(KNOWN_COOKIE, known, isSecure, KNOWN_MINUTES) } },
  )
}
