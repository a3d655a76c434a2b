import type { RouterContextProvider } from 'react-router'
import type { Actor } from '#platform/actor.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'

type Args = { context: Readonly<RouterContextProvider> }

/**
 * As `inRequest`, but null while the database cannot be reached: whoever asks for help gets a page with the numbers to call and with what
 * they typed, not a page about an error.
 */
export const unlessLost = async <T>({ context }: Args, work: (scope: Scope, actor: Actor) => Promise<T>): Promise<T | null> => {
  const { db, actor } = context.get(serverContext)
  try {
    return await asActor(db, actor, (scope) => work(scope, actor))
  } catch (error) {
    if (isLostDatabase(error)) return null
    // What somebody changed meanwhile is told on the form itself.
    throw error instanceof Problem && error.code !== 'conflict' ? failed(error) : error
  }
}
