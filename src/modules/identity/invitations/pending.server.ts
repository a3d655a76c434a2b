import { z } from 'zod'
import { openToken, sealToken } from '../factors/seal.server.ts'

const PLACE = 'identity.invited'
export const PENDING_COOKIE = 'invited'
export const PENDING_MINUTES = 15
const Pending = z.object({ issuer: z.string(), subject: z.string(), provider: z.string(), name: z.string(), isStrong: z.boolean() })
/** Somebody whom an OpenID provider names, who has no account here, and who has yet to say that they want one. */
export type Pending = z.infer<typeof Pending>

/** What this browser keeps between the provider and the button that accepts, sealed. */
export const pendingCookie = (pending: Pending): string => sealToken(pending, PLACE, PENDING_MINUTES)
export const pendingIn = (cookie: string | null): Pending | null => {
  const pending = Pending.safeParse(cookie === null ? null : openToken(cookie, PLACE))
  return pending.success ? pending.data : null
}

/** Whether an address of this site is that of an invitation. */
export const isInvitation = (next: string | null): next is string =>
  next !== null && /^\/(fr|nl|en|falc)\/invitation\/[\w-]{43}$/.test(next)
