import { openToken, sealToken } from '#platform/keys/index.server.ts'

const PLACE = 'openid.connect'
const MINUTES = 30

/** Goes with the link that connects an identity: without it another site could lead somebody there, signed in at the provider as another. */
export const connectToken = (sessionHash: Buffer): string => sealToken(sessionHash.toString('base64url'), PLACE, MINUTES)
export const isConnectToken = (token: string, sessionHash: Buffer): boolean => openToken(token, PLACE) === sessionHash.toString('base64url')
