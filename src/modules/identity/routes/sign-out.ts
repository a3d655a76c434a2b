import { redirect } from 'react-router'
import { serverContext } from '#platform/server/context.ts'
import { signOut } from '../commands.server.ts'
import { cookieOf } from '../session.server.ts'
import type { Route } from './+types/sign-out'

export const loader = ({ params }: Route.LoaderArgs) => redirect(`/${params.lang}`)
export const action = async ({ context, params }: Route.ActionArgs) => {
  const { db, sessionHash, isSecure } = context.get(serverContext)
  if (sessionHash !== null) await signOut(db, sessionHash)
  // The whole page is loaded anew, so that nothing of the person stays in memory.
  return redirect(`/${params.lang}`, {
    headers: { 'Set-Cookie': cookieOf('', isSecure, 0), 'Clear-Site-Data': '"cache"', 'X-Remix-Reload-Document': 'true' },
  })
}
