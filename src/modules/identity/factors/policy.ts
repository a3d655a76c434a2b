// Who may do what with the means of signing in. Pure, and asked by screens and commands alike.

export const FRESH_SECONDS = 600

/** How far the holder of a session has come, and by what means they can go on. */
export type Standing = {
  personId: string
  name: string
  email: string | null
  locale: string
  /** `second`: the password was right, the second factor is awaited. */
  step: 'second' | 'open'
  /** Two factors, a passkey, or a provider that vouches for as much. */
  isStrong: boolean
  /** One of the roles held today asks for that. */
  mustBeStrong: boolean
  /** Since the strongest means that there are was last used; null: never in this session. */
  freshSeconds: number | null
  /** The OpenID provider that opened the session. */
  provider: string | null
  hasPassword: boolean
  hasTotp: boolean
  passkeys: number
  /** Not used yet. */
  recoveryCodes: number
  /** Identities at OpenID providers. */
  identities: number
}

export const hasFactor = ({ hasTotp, passkeys }: Pick<Standing, 'hasTotp' | 'passkeys'>) => hasTotp || passkeys > 0

/** Signed in, and able to do nothing but set up the second factor that a role asks for. */
export const isLimited = ({ step, isStrong, mustBeStrong }: Pick<Standing, 'step' | 'isStrong' | 'mustBeStrong'>) =>
  step === 'open' && !isStrong && mustBeStrong

/**
 * Whether a sensitive act is allowed now. A session that a password alone opened, before a second factor was there, is never fresh
 * again by the password: whoever holds it may not be the one who has the factor.
 */
export const isFresh = (standing: Pick<Standing, 'step' | 'freshSeconds' | 'isStrong' | 'hasTotp' | 'passkeys'>) =>
  standing.step === 'open' &&
  standing.freshSeconds !== null &&
  standing.freshSeconds < FRESH_SECONDS &&
  (standing.isStrong || !hasFactor(standing))

export type Means = { kind: 'totp' } | { kind: 'passkey' } | { kind: 'identity' }

/** The second factors that are left without one. */
export const factorsWithout = (standing: Standing, { kind }: Means) => ({
  hasTotp: standing.hasTotp && kind !== 'totp',
  passkeys: standing.passkeys - (kind === 'passkey' ? 1 : 0),
})

/** Nobody locks themselves out, and nobody leaves without a second factor whose role asks for one. A provider may stand in for it. */
export const mayRemove = (standing: Standing, { kind }: Means): boolean => {
  const left = { ...factorsWithout(standing, { kind }), identities: standing.identities - (kind === 'identity' ? 1 : 0) }
  const canSignIn = standing.hasPassword || left.passkeys > 0 || left.identities > 0
  return canSignIn && (!standing.mustBeStrong || hasFactor(left) || left.identities > 0)
}
