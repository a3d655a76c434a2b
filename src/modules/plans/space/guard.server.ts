import { sql } from 'kysely'
import { type RouterContextProvider, redirect } from 'react-router'
import { standingOfRequest } from '#modules/identity/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'

type Args = {
  context: Readonly<RouterContextProvider>
  request: Request
  params: { lang?: string | undefined; network?: string | undefined }
}

/** Whether a network asks for a second factor or a passkey before an account without a role opens health data. */
export const asksFactor = async (scope: Scope, network: string): Promise<boolean> =>
  (await sql<{ asks: boolean | null }>`select plans.asks_factor(${network}) as asks`.execute(scope)).rows[0]?.asks === true

/**
 * One transaction for a page with somebody's own health data, or with what they let somebody read. Who has not signed in as surely as
 * the network asks is led to a page that says what is missing and how to do it.
 * @throws 401 for a visitor
 */
export const inSpace = async <T>(args: Args, work: (scope: Scope, actor: Actor) => Promise<T>): Promise<T> => {
  const standing = await standingOfRequest(args)
  if (standing === null) throw failed(new Problem('signed_out'))
  const { lang = 'fr', network } = args.params
  if (standing.step === 'second') throw redirect(`/${lang}/sign-in/second`)
  const isShut = await inRequest(args, async (scope) => !standing.isStrong && network !== undefined && (await asksFactor(scope, network)))
  if (isShut) throw redirect(`/${lang}/my/lock`)
  return inRequest(args, work)
}
