import { isIP } from 'node:net'

/** Where this Maillage is reached, as a browser names it. */
export type Site = {
  /** `https://maillage.example`, without a path. */
  origin: string
  /** The name that passkeys are bound to (WebAuthn's RP ID); null where they cannot be: without https, or without a name. */
  passkeysFor: string | null
}

/**
 * MAILLAGE_ORIGIN, or the host of the request. A forged host gains nothing: a passkey signs for the name that the browser shows,
 * and an OpenID provider answers to registered addresses only.
 */
export const siteOf = (url: string, isSecure: boolean, env: NodeJS.ProcessEnv = process.env): Site => {
  const configured = env.MAILLAGE_ORIGIN ?? ''
  const origin = configured === '' ? `${isSecure ? 'https' : 'http'}://${new URL(url).host}` : new URL(configured).origin
  const { hostname, protocol } = new URL(origin)
  const isName = isIP(hostname.replaceAll(/[[\]]/g, '')) === 0
  return { origin, passkeysFor: isName && (protocol === 'https:' || /(^|\.)localhost$/.test(hostname)) ? hostname : null }
}
