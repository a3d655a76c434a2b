import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import { hashOf } from '../session.server.ts'
import { attemptKey, countAttempt, forgetAttempts } from './attempts.server.ts'
import { addPasskey, verifiedPasskey } from './passkeys.server.ts'
import { factorsWithout, hasFactor, isFresh, isLimited, mayRemove, type Standing } from './policy.ts'
import { dropRecoveryCodes, renewRecoveryCodes } from './recovery.server.ts'
import { asHolder } from './second.server.ts'
import { endOtherSessions, renewSession } from './sessions.server.ts'
import type { Site } from './site.server.ts'
import { confirmTotp, removeTotp } from './totp.server.ts'
import { noteChange, tellOfChange } from './trail.server.ts'

/** Somebody in a session that has passed its last step. */
export type Holder = { standing: Standing; sessionHash: Buffer }

// The command asks again what the page asked before it was shown.
const allowFresh = ({ standing }: Holder) => allow(isFresh(standing), 'identity.changeFactors')

/**
 * A new factor is a reason for a new token, and opens a session that was limited for the lack of one. It ends the sessions that a
 * password alone opened before: whoever holds those may not be the one who has the factor.
 */
const strengthened = async (scope: Scope, { sessionHash }: Holder, { endsOthers = false } = {}): Promise<string> => {
  const token = await renewSession(scope, sessionHash, { isStrong: true })
  if (token === null) throw new Problem('signed_out')
  await endOtherSessions(scope, hashOf(token), { onlyWeak: !endsOthers })
  return token
}

export type Added = {
  /** For the cookie: the session goes on under it. */
  token: string
  /** The first recovery codes, to be shown once; empty when there are some already. */
  codes: string[]
}

const firstCodes = async (scope: Scope, { recoveryCodes, personId }: Standing): Promise<string[]> => {
  if (recoveryCodes > 0) return []
  await noteChange(scope, personId, 'renewRecoveryCodes')
  return renewRecoveryCodes(scope, personId)
}

/** Adds an app that makes codes, or replaces the one that there is and ends all other sessions. @returns null when the code is not right */
export const addTotp = async (db: Db, holder: Holder, offer: string, code: string): Promise<Added | null> => {
  allowFresh(holder)
  const { standing } = holder
  const keys = [attemptKey('factor', standing.personId)]
  await countAttempt(db, keys)
  const added = await asActor(db, asHolder(standing), async (scope) => {
    if (!(await confirmTotp(scope, standing.personId, offer, code))) return null
    await noteChange(scope, standing.personId, standing.hasTotp ? 'replaceTotp' : 'addTotp')
    await tellOfChange(scope, standing.personId, 'addTotp')
    return { token: await strengthened(scope, holder, { endsOthers: standing.hasTotp }), codes: await firstCodes(scope, standing) }
  })
  if (added !== null) await forgetAttempts(db, keys)
  return added
}

/** Adds a passkey from a browser's answer. @returns null when the answer is not right */
export const registerPasskey = async (db: Db, holder: Holder, site: Site, name: string, answer: string): Promise<Added | null> => {
  allowFresh(holder)
  const { standing } = holder
  const passkey = await verifiedPasskey(db, { personId: standing.personId, sessionHash: holder.sessionHash }, site, answer)
  if (passkey === null) return null
  return asActor(db, asHolder(standing), async (scope) => {
    await addPasskey(scope, standing.personId, name, passkey)
    await noteChange(scope, standing.personId, 'addPasskey')
    await tellOfChange(scope, standing.personId, 'addPasskey')
    return { token: await strengthened(scope, holder), codes: await firstCodes(scope, standing) }
  })
}

/** New recovery codes; the former ones no longer count. */
export const renewCodes = async (scope: Scope, holder: Holder): Promise<string[]> => {
  allowFresh(holder)
  allow(!isLimited(holder.standing), 'identity.changeFactors')
  await noteChange(scope, holder.standing.personId, 'renewRecoveryCodes')
  await tellOfChange(scope, holder.standing.personId, 'renewRecoveryCodes')
  return renewRecoveryCodes(scope, holder.standing.personId)
}

export const renamePasskey = async (scope: Scope, { standing }: Holder, id: string, name: string): Promise<void> => {
  const { numUpdatedRows } = await scope
    .updateTable('identity.passkey')
    .set({ name })
    .where('id', '=', Buffer.from(id, 'base64url'))
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await noteChange(scope, standing.personId, 'renamePasskey')
}

export type Removal = { kind: 'totp' } | { kind: 'passkey'; id: string } | { kind: 'identity'; issuer: string; subject: string }

const REMOVALS = { totp: 'removeTotp', passkey: 'removePasskey', identity: 'removeIdentity' } as const

/**
 * Takes away a means of signing in, and ends all other sessions: whoever signed in with it elsewhere must do so again.
 * @throws Problem forbidden when it is the last that a role asks for, or the last at all
 */
export const removeMeans = async (scope: Scope, holder: Holder, removal: Removal): Promise<void> => {
  allowFresh(holder)
  allow(mayRemove(holder.standing, removal), 'identity.removeLastFactor')
  const { personId } = holder.standing
  if (removal.kind === 'totp') await removeTotp(scope, personId)
  if (removal.kind === 'passkey') {
    const gone = await scope.deleteFrom('identity.passkey').where('id', '=', Buffer.from(removal.id, 'base64url')).executeTakeFirst()
    found(gone.numDeletedRows === 1n ? true : undefined)
  }
  if (removal.kind === 'identity') {
    const { issuer, subject } = removal
    const gone = await scope.deleteFrom('identity.openid').where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()
    found(gone.numDeletedRows === 1n ? true : undefined)
  }
  if (!hasFactor(factorsWithout(holder.standing, removal))) await dropRecoveryCodes(scope, personId)
  await noteChange(scope, personId, REMOVALS[removal.kind])
  await tellOfChange(scope, personId, REMOVALS[removal.kind])
  await endOtherSessions(scope, holder.sessionHash)
}
