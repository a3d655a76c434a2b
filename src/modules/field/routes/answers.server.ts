import type { RouterContextProvider } from 'react-router'
import type { Actor } from '#platform/actor.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'

type Args = { context: Readonly<RouterContextProvider> }

/** A refusal that a program reads: 401 and 403 make a device forget what it holds, so they are told by this answer and by nothing else. */
export const refusal = ({ code, status }: Problem) => Response.json({ maillage: 'field', code }, { status })

/** One request, one transaction, and JSON: what went wrong is told by its code. */
export const answered = async <T>(
  { context }: Args,
  work: (scope: Scope, actor: Actor, session: Buffer | null) => Promise<T>,
): Promise<Response> => {
  const { db, actor, sessionHash } = context.get(serverContext)
  try {
    return Response.json(await asActor(db, actor, (scope) => work(scope, actor, sessionHash)))
  } catch (error) {
    if (error instanceof Problem) return refusal(error.code === 'forbidden' && actor.personId === '' ? new Problem('signed_out') : error)
    if (isLostDatabase(error)) return refusal(new Problem('unavailable'))
    throw error
  }
}

/** Of a form, or the refusal of one that is not well formed. */
export const wellFormed = <T>(read: { success: true; data: T } | { success: false }): T => {
  if (!read.success) throw new Problem('invalid')
  return read.data
}
