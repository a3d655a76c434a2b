import { route } from '@react-router/dev/routes'

const FACTORS = 'modules/identity/factors/routes'
const OPENID = 'modules/identity/openid/routes'

export const identityRoutes = [
  route('sign-in', 'modules/identity/routes/sign-in.tsx'),
  route('sign-in/second', `${FACTORS}/second.tsx`),
  route('sign-in/passkey.json', `${FACTORS}/passkey-options.ts`),
  route('sign-in/with', `${OPENID}/with.ts`),
  route('sign-out', 'modules/identity/routes/sign-out.ts'),
  route('signed-out', `${OPENID}/signed-out.tsx`),
  route('account/confirm', `${FACTORS}/confirm.tsx`),
  route('account/security', `${FACTORS}/security.tsx`),
  route('account/security/totp', `${FACTORS}/totp.tsx`),
  route('account/security/passkey', `${FACTORS}/passkey.tsx`),
  route('account/security/new-passkey.json', `${FACTORS}/new-passkey-options.ts`),
  route('account/security/codes', `${FACTORS}/codes.tsx`),
  route('account/security/required', `${FACTORS}/required.tsx`),
]

/** In no language: the one address that OpenID providers lead back to, and our public keys. */
export const openIdRoutes = [route('openid/return', `${OPENID}/return.ts`), route('openid/keys.json', `${OPENID}/keys.ts`)]
