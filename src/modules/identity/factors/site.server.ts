import { isIP } from 'node:net'
import { setting } from '#platform/settings/index.server.ts'

/** Where this Maillage is reached, as a browser names it. */
export type Site = {
  /** `https://maillage.example`, without a path. */
  origin: string
  /** The name that passkeys are bound to (WebAuthn's RP ID); null where they cannot be: without https, or without a name. */
  passkeysFor: string | null
}

/**
 * MAILLAGE_URL, or the host of the request. A forged host gains nothing: a passkey signs for the name that the browser shows,
 * and an OpenID provider answers to registered addresses only.
 */
export const siteOf = (url: string, isSecure: boolean, env: NodeJS.ProcessEnv = process.env): Site => {
  const origin = setting('MAILLAGE_URL', env) ?? `${isSecure ? 'https' : 'http'}://${new URL(url).host}`
  const { hostname, protocol } = new URL(origin)
  const isName = isIP(hostname.replaceAll(/[[\]]/g, '')) === 0
  return { origin, passkeysFor: isName && (protocol === 'https:' || /(^|\.)localhost$/.test(hostname)) ? hostname : null }
}
