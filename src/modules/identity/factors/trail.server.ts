import { record, recordSignIn } from '#platform/audit.server.ts'
import type { Db, Scope } from '#platform/db.server.ts'

type Change =
  | 'addTotp'
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

// That a session opened or ended is noted by the database itself (migration 0010); what opens none is told here.
/** Notes a proof beyond the first: right ones that opened no session, and wrong ones. */
export const noteProof = (db: Db | Scope, personId: string, how: string, succeeded: boolean) =>
  recordSignIn(db, { personId, action: 'identity.confirmSignIn', how, succeeded })

/** Notes a sign-in that was refused; `personId` is null when nobody has that account. */
export const noteRefusal = (db: Db | Scope, personId: string | null, how: string) =>
  recordSignIn(db, { personId, action: 'identity.signIn', how, succeeded: false })
