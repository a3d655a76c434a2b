import { sql } from 'kysely'
import { type RouterContextProvider, redirect } from 'react-router'
import { type Actor, isMember } from '#platform/actor.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { nextAfter } from '../next.ts'
import { standingOfRequest, told } from './request.server.ts'
import { asHolder } from './second.server.ts'

type Args = {
  context: Readonly<RouterContextProvider>
  request: Request
  params: { lang?: string | undefined; network?: string | undefined }
}

/**
 * Whether somebody's own health data, and what others let them read, stay shut: the network asks for a second proof, and this session has
 * given one only. Without a network: whether one of theirs asks.
 */
export const isSpaceShut = async (scope: Scope, network: string | null, sessionHash: Buffer | null): Promise<boolean> =>
  (await sql<{ shut: boolean | null }>`select identity.space_is_shut(${network}, ${sessionHash}) as shut`.execute(scope)).rows[0]?.shut ===
  true

const networkOf = ({ params }: Args) => params.network ?? null

/** The same for a page that is open to everybody and shows less to who has given one proof only. */
export const isShutFor = (args: Args, scope: Scope): Promise<boolean> =>
  isSpaceShut(scope, networkOf(args), args.context.get(serverContext).sessionHash)

/**
 * Lets nobody go on to their own health data, or to what they let somebody read, who has not signed in as surely as the network asks:
 * leads to a page that says what is missing and how to do it, and from there back.
 * @throws 401 for a visitor, and redirects
 */
export const requireSpace = async (args: Args): Promise<void> => {
  const standing = await standingOfRequest(args)
  if (standing === null) throw failed(new Problem('signed_out'))
  const { lang = 'fr' } = args.params
  if (standing.step === 'second') throw redirect(`/${lang}/sign-in/second`)
  const { db, sessionHash } = args.context.get(serverContext)
  // As who they are, also where a role of theirs keeps them out of everything else.
  if (!(await told(() => asActor(db, asHolder(standing), (scope) => isSpaceShut(scope, networkOf(args), sessionHash))))) return
  const here = new URL(args.request.url)
  // A form is not sent again from there: its page is where one comes back to.
  throw redirect(nextAfter(`/${lang}/my/lock`, `${here.pathname}${here.search}`))
}

/** One transaction for a page with somebody's own health data, or with what they let somebody read; see requireSpace. */
export const inSpace = async <T>(args: Args, work: (scope: Scope, actor: Actor) => Promise<T>): Promise<T> => {
  await requireSpace(args)
  return inRequest(args, work)
}

/**
 * The same for a page of a team that the person, or somebody of their circle, may read as well: who holds a role in the network comes in by
 * the rule of that role.
 */
export const inWorkOrSpace = async <T>(args: Args, work: (scope: Scope, actor: Actor) => Promise<T>): Promise<T> => {
  if (!isMember(args.context.get(serverContext).actor, args.params.network ?? '')) await requireSpace(args)
  return inRequest(args, work)
}
