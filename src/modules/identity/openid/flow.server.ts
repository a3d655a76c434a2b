import * as oidc from 'openid-client'
import { z } from 'zod'
import type { Db } from '#platform/db.server.ts'
import { openToken, sealToken } from '#platform/keys/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { log } from '#platform/server/log.server.ts'
import { spend } from '../factors/attempts.server.ts'
import { nextOf } from '../next.ts'
import type { Claims } from './claims.ts'
import { CLOCKS_DIFFER, configurationOf } from './client.server.ts'
import type { Provider } from './settings.server.ts'

export const FLOW_MINUTES = 15
const PLACE = 'openid.flow'
/**
 * Where a provider sends people back to, to be registered there. Each has an address of its own, so that the answer of one is never
 * taken for that of another, also where the answer does not name its issuer (RFC 9700, section 4.4.2).
 */
export const returnOf = ({ id }: Pick<Provider, 'id'>) => `/openid/return/${id}`

const Flow = z.object({
  provider: z.string(),
  /** Signing in, proving once more who one is, or adding this identity to an account. */
  act: z.enum(['enter', 'confirm', 'connect']),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  lang: z.enum(['fr', 'nl', 'en', 'falc']),
  next: z.string().nullable(),
  /** When it began, in seconds: proof that is asked for anew must be later. */
  since: z.number(),
})
export type Flow = z.infer<typeof Flow>
export type Act = Flow['act']

type Wish = { act: Act; lang: string; next: string | null; origin: string; language: 'fr' | 'nl' | 'en' }

/** The first half: where the browser is sent, and what its cookie keeps of it, sealed. @throws Problem unavailable when the provider does not answer */
export const beginFlow = async (provider: Provider, wish: Wish): Promise<{ url: URL; cookie: string }> => {
  const configuration = await reached(provider)
  const flow: Flow = {
    provider: provider.id,
    act: wish.act,
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    lang: Flow.shape.lang.parse(wish.lang),
    next: nextOf(wish.next),
    since: Math.floor(Date.now() / 1000),
  }
  const maxAge = wish.act === 'confirm' ? 0 : provider.maxAge
  const url = oidc.buildAuthorizationUrl(configuration, {
    ...provider.parameters,
    redirect_uri: `${wish.origin}${returnOf(provider)}`,
    scope: provider.scopes.join(' '),
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
    ui_locales: wish.language,
    ...(provider.acr.asked.length === 0 ? {} : { acr_values: provider.acr.asked.join(' ') }),
    ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
    // Whoever only passes by, or was signed in there by somebody else, is asked there again.
    ...(wish.act === 'enter' ? {} : { prompt: 'login' }),
  })
  return { url, cookie: sealToken(flow, PLACE, FLOW_MINUTES) }
}

const reached = (provider: Provider) =>
  configurationOf(provider).catch((error: unknown) => {
    log.warn({ provider: provider.id, error: error instanceof Error ? error.message : 'unknown' }, 'openid discovery')
    throw new Problem('unavailable')
  })

/** What a cookie keeps; null when it is not ours or too old. */
export const openFlow = (cookie: string | null): Flow | null => {
  const flow = Flow.safeParse(cookie === null ? null : openToken(cookie, PLACE))
  return flow.success ? flow.data : null
}

export type Identified = {
  issuer: string
  subject: string
  claims: Claims
  isStrong: boolean
  /** As it came; needed to sign out at the provider. */
  idToken: string
}
/** Why an answer was refused: by the provider or the person (`refused`), or for what it lacks. */
export type Refusal = 'refused' | 'weak' | 'old' | 'wrong'

/**
 * The second half: trades the code for who it is. State, issuer, nonce, PKCE, signature, audience and times are the library's to
 * check; what counts here besides is that an answer is used once, how the person was recognised (acr), and when (auth_time).
 */
export const endFlow = async (db: Db, provider: Provider, flow: Flow, answer: URL, origin: string): Promise<Identified | Refusal> => {
  if (!(await spend(db, `openid ${flow.state}`, FLOW_MINUTES))) return 'wrong'
  const configuration = await reached(provider)
  // Behind a proxy the request names another host: what was registered is ours.
  const url = new URL(`${origin}${returnOf(provider)}${answer.search}`)
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, url, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
      ...(provider.maxAge === undefined || flow.act === 'confirm' ? {} : { maxAge: provider.maxAge }),
    })
    const token = tokens.claims()
    if (token === undefined) return 'wrong'
    if (provider.acr.accepted.length > 0 && !provider.acr.accepted.includes(String(token.acr ?? ''))) return 'weak'
    // Clocks differ by some seconds; a sign-in from before the question does not count as an answer to it.
    if (flow.act === 'confirm' && (token.auth_time ?? 0) < flow.since - CLOCKS_DIFFER) return 'old'
    const more = provider.userinfo ? await oidc.fetchUserInfo(configuration, tokens.access_token, token.sub) : {}
    return {
      issuer: token.iss,
      subject: token.sub,
      claims: { ...more, ...token },
      isStrong: isStrongBy(provider, String(token.acr ?? '')),
      idToken: tokens.id_token ?? '',
    }
  } catch (error) {
    return refusalOf(provider, error)
  }
}

const isStrongBy = ({ countsAsTwoFactors: counts }: Provider, acr: string) => (typeof counts === 'boolean' ? counts : counts.includes(acr))

const refusalOf = (provider: Provider, error: unknown): Refusal => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  // For the operator, who sees no more of it; the library's code says nothing of the person.
  log.warn({ provider: provider.id, code: code ?? (error instanceof Error ? error.name : 'unknown') }, 'openid')
  if (error instanceof oidc.AuthorizationResponseError) return 'refused'
  if (code === 'OAUTH_TIMEOUT' || error instanceof TypeError) throw new Problem('unavailable')
  return code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' ? 'old' : 'wrong'
}

/** Where the provider ends its own session; null when it has no such place. */
export const signOutAddress = async (provider: Provider, idToken: string | null, back: string): Promise<string | null> => {
  if (!provider.signOutThere) return null
  const configuration = await configurationOf(provider).catch(() => null)
  if (configuration?.serverMetadata().end_session_endpoint === undefined) return null
  return oidc.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: back,
    ...(idToken === null ? {} : { id_token_hint: idToken }),
  }).href
}
