import { record, recordSignIn } from '#platform/audit.server.ts'
import type { Db, Scope } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'

type Change =
  | 'addTotp'
  | 'replaceTotp'
  | 'removeTotp'
  | 'addPasskey'
  | 'renamePasskey'
  | 'removePasskey'
  | 'renewRecoveryCodes'
  | 'connectIdentity'
  | 'removeIdentity'

/** Notes what somebody changed of their own means of signing in: the act says enough, no secret or name is kept. */
export const noteChange = (scope: Scope, personId: string, change: Change) =>
  record(scope, null, `identity.${change}`, `person/${personId}`, { about: personId })

defineMail({ name: 'factorChanged', values: { what: 'message', link: 'path' }, act: 'link' })

/** Tells the holder of the account by mail, where there is an address: whoever changes it may be somebody else (NIST SP 800-63B-4, section 4.6). */
export const tellOfChange = async (scope: Scope, personId: string, change: Exclude<Change, 'renamePasskey' | 'replaceTotp'>) => {
  const person = await scope.selectFrom('identity.person').select('email').where('id', '=', personId).executeTakeFirst()
  if (person?.email == null) return
  await sendMail(scope, {
    to: { personId },
    template: 'factorChanged',
    values: { what: `factors.changed.${change}`, link: '/account/security' },
  })
}

// That a session opened or ended is noted by the database itself (migration 0010); what opens none is told here.
/** Notes a proof beyond the first: right ones that opened no session, and wrong ones. */
export const noteProof = (db: Db | Scope, personId: string, how: string, succeeded: boolean) =>
  recordSignIn(db, { personId, action: 'identity.confirmSignIn', how, succeeded })

/** Notes a sign-in that was refused; `personId` is null when nobody has that account. */
export const noteRefusal = (db: Db | Scope, personId: string | null, how: string) =>
  recordSignIn(db, { personId, action: 'identity.signIn', how, succeeded: false })
