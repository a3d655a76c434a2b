import { data, type RouterContextProvider, redirect } from 'react-router'
import { localeOf } from '#platform/languages/locales.ts'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { goOnUnder } from '../factors/request.server.ts'
import { flowOver } from './flow.server.ts'

type Args = { context: Readonly<RouterContextProvider>; params: { lang?: string | undefined } }

/** Why an answer was not taken, for the field that it was typed into. */
export type Refused = { why: 'wrong' | 'wait' | 'taken' | 'card' | 'unavailable'; seconds: number; typed: string }
export const refused = (why: Refused['why'], typed = '', seconds = 0, status = 422) => data<Refused>({ why, seconds, typed }, { status })

/** What a command refuses, told at the field of the question. */
export const orRefused = async <T>(work: () => Promise<T>, typed = '') => {
  try {
    return await work()
  } catch (error) {
    if (isLostDatabase(error)) return refused('unavailable', typed, 0, 503)
    if (!(error instanceof Problem)) throw error
    if (error.code === 'too_many') return refused('wait', typed, Number(error.detail.seconds), 429)
    if (error.code === 'conflict') return refused('taken', typed, 0, 409)
    if (error.code === 'not_found') return refused('card', typed)
    throw error
  }
}

export const localeIn = ({ params }: Pick<Args, 'params'>) => localeOf(params.lang) ?? 'fr'

/** For an answer that opened an account: it goes on under the new session, with nothing left of the questions. */
export const headersUnder = async (args: Args, token: string): Promise<Headers> => {
  const headers = new Headers(await goOnUnder(args, token))
  headers.append('set-cookie', flowOver(args.context.get(serverContext).isSecure))
  return headers
}
export const ledOn = async (args: Args, token: string) =>
  redirect(`/${args.params.lang ?? 'fr'}/open/done`, { headers: await headersUnder(args, token) })
