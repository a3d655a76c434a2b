import { data, redirect } from 'react-router'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import type { Holder } from './account.commands.server.ts'
import { siteOfRequest, told, underToken } from './request.server.ts'
import { Code } from './schema.ts'
import { type Proof, prove } from './second.server.ts'

type Args = Parameters<typeof siteOfRequest>[0]
export type ProofKind = Proof['kind']
/** Why a proof was not taken, for the form that it was typed into. */
export type ProofFailure = { kind: ProofKind; failure: 'wrong' | 'wait' | 'blocked'; seconds: number }

const proofIn = (form: FormData, args: Args): Proof | { kind: ProofKind; isWrong: true } => {
  const text = (name: string) => String(form.get(name) ?? '')
  if (form.has('recovery')) return { kind: 'recovery', code: text('recovery').slice(0, 100) }
  if (form.has('paper')) return { kind: 'paper', code: text('paper').slice(0, 60) }
  if (form.has('answer')) return { kind: 'passkey', answer: text('answer'), site: siteOfRequest(args) }
  if (form.has('password')) return { kind: 'password', password: text('password').slice(0, 1000) }
  const code = Code.safeParse(text('code'))
  return code.success ? { kind: 'totp', code: code.data } : { kind: 'totp', isWrong: true }
}

/** Takes the proof in a form: leads on under a new token, or says why not. */
export const takeProof = async (args: Args, holder: Holder, form: FormData, leadOn: string) => {
  const { db, isSecure } = args.context.get(serverContext)
  const proof = proofIn(form, args)
  const wrong = (failure: ProofFailure['failure'], seconds: number, status: number) =>
    data<ProofFailure>({ kind: proof.kind, failure, seconds }, { status })
  if ('isWrong' in proof) return wrong('wrong', 0, 422)
  try {
    const proved = await prove(db, holder, proof)
    return typeof proved === 'string' ? wrong(proved, 0, 422) : redirect(leadOn, { headers: underToken(proved.token, isSecure) })
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many') return wrong('wait', Number(error.detail.seconds), 429)
    return told(() => Promise.reject(error))
  }
}
