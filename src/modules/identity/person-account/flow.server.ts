import { createHash, randomUUID } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import { redirect } from 'react-router'
import { z } from 'zod'
import { serverContext } from '#platform/server/context.ts'
import { cookieFor, cookieIn } from '../cookies.server.ts'
import { openToken, sealToken } from '../factors/seal.server.ts'
import { firstMissing, KINDS, type Progress, type Step } from './vocabulary.ts'

// Nothing is stored of an account that is being opened: its answers travel with the browser, sealed.
const COOKIE = 'opening'
const PLACE = 'identity.opening'
const MINUTES = 60

const Flow = z.object({
  /** That of the account to be. */
  personId: z.uuid(),
  card: z.object({ network: z.string(), id: z.uuid(), kind: z.enum(KINDS) }).nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** The hash of the code that was sent there, as base64url. */
  letter: z.string().nullable(),
  isConfirmed: z.boolean(),
})
export type Flow = z.infer<typeof Flow>

export const newFlow = (card: Flow['card']): Flow => ({
  personId: randomUUID(),
  card,
  name: null,
  email: null,
  letter: null,
  isConfirmed: false,
})

/** Stands for this opening where a session would: a passkey that is made for it is worth nothing for another. */
export const bindingOf = ({ personId }: Flow): Buffer => createHash('sha256').update(`opening ${personId}`).digest()

type Args = { context: Readonly<RouterContextProvider>; request: Request; params: { lang?: string | undefined } }

export const flowIn = ({ context, request }: Pick<Args, 'context' | 'request'>): Flow | null => {
  const token = cookieIn(request.headers.get('cookie'), COOKIE, context.get(serverContext).isSecure)
  const flow = Flow.safeParse(token === null ? null : openToken(token, PLACE))
  return flow.success ? flow.data : null
}

const progressOf = ({ name, email, isConfirmed }: Flow): Progress => ({ name, email, isConfirmed })

/** The answers so far, for the page of one question; leads to the question that comes before when that is not answered. */
export const flowAt = (args: Args, step: Step): Flow => {
  const flow = flowIn(args)
  const start = `/${args.params.lang ?? 'fr'}/open`
  if (flow === null) throw redirect(start)
  const missing = firstMissing(progressOf(flow), step)
  if (missing !== step) throw redirect(`${start}/${missing}`)
  return flow
}

/** Leads on to the next question with what was answered. */
export const goOn = (args: Args, flow: Flow, step: Step) => {
  const { isSecure } = args.context.get(serverContext)
  return redirect(`/${args.params.lang ?? 'fr'}/open/${step}`, {
    headers: { 'set-cookie': cookieFor(COOKIE, sealToken(flow, PLACE, MINUTES), isSecure, MINUTES) },
  })
}

/** Forgets the answers, once the account is there. */
export const flowOver = (isSecure: boolean) => cookieFor(COOKIE, '', isSecure, 0)
