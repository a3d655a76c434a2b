/** What is limited: signing in (all that somebody unknown may send), writing, taking files away. Looking at pages is not. */
export type Act = 'sign-in' | 'write' | 'export'

type Asked = { method: string; pattern: string | undefined; isSignedIn: boolean }

const EXPORT = /\/export([/.]|$)|\.(csv|ndjson|pdf|zip)$|\/data\.json$/
// The ways of OpenID in and back are links.
const SIGN_IN = /^(:lang\/sign-in\/with|openid\/return\/:provider)$/
const LOOKS = ['GET', 'HEAD', 'OPTIONS']

/** Under which limit a request falls; null for none. */
export const actOf = ({ method, pattern = '', isSignedIn }: Asked): Act | null => {
  if (!LOOKS.includes(method)) return isSignedIn ? 'write' : 'sign-in'
  if (SIGN_IN.test(pattern)) return 'sign-in'
  return EXPORT.test(pattern) ? 'export' : null
}
