import type { RouterContextProvider } from 'react-router'
import type { Actor } from '#platform/actor.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { told } from '../factors/request.server.ts'

type Args = { context: Readonly<RouterContextProvider> }

/**
 * Like inRequest, for a page that tells some problems itself, beside what was typed: those that `isOurs` knows are given back, after
 * everything was rolled back. @throws the others, as the error page tells them
 */
export const attempt = async <T>(
  { context }: Args,
  isOurs: (problem: Problem) => boolean,
  work: (scope: Scope, actor: Actor) => Promise<T>,
): Promise<T | Problem> => {
  const { db, actor } = context.get(serverContext)
  return told(() =>
    asActor(db, actor, (scope) => work(scope, actor)).catch((error: unknown) => {
      if (error instanceof Problem && isOurs(error)) return error
      throw error
    }),
  )
}
