import { data, type RouterContextProvider } from 'react-router'
import { Problem } from '../problem.ts'
import type { Failure } from '../request.server.ts'
import { serverContext } from '../server/context.ts'

/** Turns away a form that came too often, before anything acts on it; the page of the answer carries what was typed. */
export const refuseLimited = <T>({ context }: { context: Readonly<RouterContextProvider> }, next: () => T): T => {
  const { limited, actor, isDemonstration } = context.get(serverContext)
  if (limited === null) return next()
  const { code, status } = new Problem('too_many')
  throw data<Failure>(
    { code, detail: { seconds: String(limited.seconds) }, typed: limited.typed ?? undefined, around: { actor, isDemonstration } },
    { status },
  )
}
