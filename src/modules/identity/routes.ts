import { route } from '@react-router/dev/routes'

const FACTORS = 'modules/identity/factors/routes'
const OPENID = 'modules/identity/openid/routes'
const ACCESS = 'modules/identity/access/routes'
const INVITATIONS = 'modules/identity/invitations/routes'
const MEMBERS = 'modules/identity/members/routes'

const SESSIONS = 'modules/identity/sessions/routes'
const PERSON = 'modules/identity/person-account/routes'
const CLOSING = 'modules/identity/closing/routes'

export const identityRoutes = [
  route('sign-in', 'modules/identity/routes/sign-in.tsx'),
  route('sign-in/second', `${FACTORS}/second.tsx`),
  route('sign-in/passkey.json', `${FACTORS}/passkey-options.ts`),
  route('sign-in/with', `${OPENID}/with.ts`),
  route('sign-out', 'modules/identity/routes/sign-out.ts'),
  route('signed-out', `${OPENID}/signed-out.tsx`),
  route('forgotten', `${ACCESS}/forgotten.tsx`),
  route('new-password/:token', `${ACCESS}/new-password.tsx`),
  route('new-factor/:token', `${FACTORS}/new-factor.tsx`),
  route('new-address/:token', `${ACCESS}/new-address.tsx`),
  route('invitation/:token', `${INVITATIONS}/invitation.tsx`),
  route('invitation/:token/passkey.json', `${INVITATIONS}/passkey-options.ts`),
  route('first/:token', `${INVITATIONS}/first.tsx`),
  route('admin', `${MEMBERS}/admin.tsx`),
  route('admin/people', `${MEMBERS}/networks.tsx`),
  route('admin/people/:network', `${MEMBERS}/people.tsx`),
  route('admin/people/:network/invite', `${MEMBERS}/invite.tsx`),
  route('admin/people/:network/persons/:id', `${MEMBERS}/person.tsx`),
  route('admin/people/:network/persons/:id/access', `${MEMBERS}/access.tsx`),
  route('admin/people/:network/roles/:id', `${MEMBERS}/role.tsx`),
  route('account', `${ACCESS}/account.tsx`),
  route('account/password', `${ACCESS}/password.tsx`),
  route('account/address', `${ACCESS}/address.tsx`),
  route('account/confirm', `${FACTORS}/confirm.tsx`),
  route('account/security', `${FACTORS}/security.tsx`),
  route('account/security/totp', `${FACTORS}/totp.tsx`),
  route('account/security/passkey', `${FACTORS}/passkey.tsx`),
  route('account/security/new-passkey.json', `${FACTORS}/new-passkey-options.ts`),
  route('account/security/codes', `${FACTORS}/codes.tsx`),
  route('account/security/required', `${FACTORS}/required.tsx`),
  route('account/sessions', `${SESSIONS}/sessions.tsx`),
  route('sign-in/again', `${SESSIONS}/again.ts`),
  route('admin/locked/:network', `${SESSIONS}/locked.tsx`),
  route('open', `${PERSON}/open.tsx`),
  route('open/name', `${PERSON}/open-name.tsx`),
  route('open/how', `${PERSON}/open-how.tsx`),
  route('open/address', `${PERSON}/open-address.tsx`),
  route('open/letter', `${PERSON}/open-letter.tsx`),
  route('open/password', `${PERSON}/open-password.tsx`),
  route('open/passkey', `${PERSON}/open-passkey.tsx`),
  route('open/passkey.json', `${PERSON}/open-passkey-options.ts`),
  route('open/done', `${PERSON}/open-done.tsx`),
  route('cards', `${PERSON}/cards-networks.tsx`),
  route('cards/:network', `${PERSON}/cards.tsx`),
  route('sign-in/paper', `${PERSON}/paper-sign-in.tsx`),
  route('account/paper', `${PERSON}/paper.tsx`),
  route('my/lock', `${PERSON}/lock.tsx`),
  route('account/data', `${CLOSING}/data.tsx`),
  route('account/data.json', `${CLOSING}/data-json.ts`),
  route('account/data.pdf', `${CLOSING}/data-pdf.ts`),
  route('account/close', `${CLOSING}/close.tsx`),
  route('proof', `${CLOSING}/proof.tsx`),
  route('proof.pdf', `${CLOSING}/proof-pdf.ts`),
  route('proof.json', `${CLOSING}/proof-json.ts`),
]

/** In no language: the addresses that OpenID providers lead back to, and our public keys. */
export const openIdRoutes = [route('openid/return/:provider', `${OPENID}/return.ts`), route('openid/keys.json', `${OPENID}/keys.ts`)]
