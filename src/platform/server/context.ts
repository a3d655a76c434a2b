import { createContext } from 'react-router'
import type { Actor } from '../actor.ts'
import type { Db } from '../db.server.ts'
import type { Typed } from '../limits/typed.ts'
import type { Lines } from '../live/index.server.ts'

/** What the server knows of a request before any screen runs. */
export type ServerContext = {
  db: Db
  actor: Actor
  /** Of the session cookie, to end the session; null for a visitor. */
  sessionHash: Buffer | null
  /** Allows the page's own inline scripts under the content security policy. */
  nonce: string
  /** Cookies are `Secure` and carry the `__Host-` prefix. */
  isSecure: boolean
  /** The remote address, for rate limits only; never logged or stored in clear. */
  remoteAddress: string
  isDemonstration: boolean
  /** Names this request in the log. */
  requestId: string
  /** A form that was sent too often: it is not acted on, and comes back with what was typed. */
  limited: { seconds: number; typed: Typed | null } | null
  isDevelopment: boolean
  /** What keeps pages live; absent where nobody serves. */
  live?: Lines | undefined
}
export const serverContext = createContext<ServerContext>()
