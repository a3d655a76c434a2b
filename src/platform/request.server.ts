import { data, type RouterContextProvider } from 'react-router'
import type { Actor } from './actor.ts'
import { asActor, type Isolation, type Scope } from './db.server.ts'
import type { Typed } from './limits/typed.ts'
import { isLostDatabase } from './lost.server.ts'
import { Problem } from './problem.ts'
import { serverContext } from './server/context.ts'

type Args = { context: Readonly<RouterContextProvider> }

/** A failure as the error page reads it. */
export type Failure = {
  code: string
  detail: Readonly<Record<string, string>>
  /** What was sent and not acted on. */
  typed?: Typed | undefined
  /** Who reads, where the request was turned away before the page learned it. */
  around?: { actor: Actor; isDemonstration: boolean } | undefined
}
export const failed = ({ code, detail, status }: Problem) => data<Failure>({ code, detail }, { status })

/** One request, one promise, one transaction: how every loader and action reaches the data. */
export const inRequest = async <T>(
  { context }: Args,
  work: (scope: Scope, actor: Actor) => Promise<T>,
  isolation: Isolation = {},
): Promise<T> => {
  const { db, actor } = context.get(serverContext)
  try {
    return await asActor(db, actor, (scope) => work(scope, actor), isolation)
  } catch (error) {
    // Who is not signed in is asked to, rather than told that an account they do not have is not enough.
    if (error instanceof Problem) throw failed(error.code === 'forbidden' && actor.personId === '' ? new Problem('signed_out') : error)
    if (isLostDatabase(error)) throw failed(new Problem('unavailable'))
    throw error
  }
}
