import { redirect } from 'react-router'
import { serverContext } from '#platform/server/context.ts'
import { signOut } from '../commands.server.ts'
import { cookieFor } from '../cookies.server.ts'
import { siteOfRequest } from '../factors/request.server.ts'
import { LEAVE_MINUTES, leaveCookie } from '../openid/leave.server.ts'
import { cookieOf } from '../session.server.ts'
import type { Route } from './+types/sign-out'

export const loader = ({ params }: Route.LoaderArgs) => redirect(`/${params.lang}`)
export const action = async (args: Route.ActionArgs) => {
  const { lang } = args.params
  const { db, sessionHash, isSecure } = args.context.get(serverContext)
  const left = sessionHash === null ? null : await signOut(db, sessionHash)
  const leave = left === null ? null : await leaveCookie({ ...left, lang, origin: siteOfRequest(args).origin })
  // The whole page is loaded anew, so that nothing of the person stays in memory.
  const headers = new Headers({ 'Clear-Site-Data': '"cache"', 'X-Remix-Reload-Document': 'true' })
  headers.append('Set-Cookie', cookieOf('', isSecure, 0))
  if (leave !== null) headers.append('Set-Cookie', cookieFor('leave', leave, isSecure, LEAVE_MINUTES))
  return redirect(leave === null ? `/${lang}` : `/${lang}/signed-out`, { headers })
}
