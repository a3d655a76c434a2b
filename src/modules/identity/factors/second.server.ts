import type { Actor } from '#platform/actor.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { verifyPassword } from '../password.server.ts'
import { takeOwnPaper } from '../person-account/own-paper.server.ts'
import { noteFailedAttempt } from '../sessions/failures.server.ts'
import { passwordHashOf } from './account.queries.server.ts'
import { attemptKey, countAttempt, forgetAttempts } from './attempts.server.ts'
import { personOfPasskey, proving } from './passkeys.server.ts'
import { hasFactor, type Standing } from './policy.ts'
import { consumeRecoveryCode } from './recovery.server.ts'
import { renewSession } from './sessions.server.ts'
import type { Site } from './site.server.ts'
import { consumeTotp } from './totp.server.ts'
import { noteProof } from './trail.server.ts'

/** What somebody gives to prove once more who they are. */
export type Proof =
  | { kind: 'totp'; code: string }
  | { kind: 'recovery'; code: string }
  /** The key on paper, of who has a password and no role that asks for more. */
  | { kind: 'paper'; code: string }
  | { kind: 'passkey'; answer: string; site: Site }
  /** Only for those who have nothing more. */
  | { kind: 'password'; password: string }

type Holder = { standing: Standing; sessionHash: Buffer }

/** Acts as somebody whose session is not open yet, for their own means of signing in only. */
export const asHolder = ({ personId, name }: Pick<Standing, 'personId' | 'name'>): Actor => ({ personId, name, roles: {} })

/** `blocked`: after too many wrong codes the app counts no more. */
export type Proved = { token: string } | 'wrong' | 'blocked'

/**
 * Opens a session that awaits its second factor, or makes an open one fresh: either way it goes on under a new token.
 * @returns the token for the cookie, or why not
 * @throws Problem too_many after five wrong ones
 */
export const prove = async (db: Db, { standing, sessionHash }: Holder, proof: Proof): Promise<Proved> => {
  const actor = asHolder(standing)
  const key = attemptKey('factor', standing.personId)
  const keys = [key]
  await countAttempt(db, keys)
  // An authenticator's answer is checked outside: its challenge stays used whatever happens after.
  const isSigned = proof.kind === 'passkey' && (await signedBy(db, { standing, sessionHash }, proof))
  const proved = await asActor(db, actor, async (scope) => {
    const use = proof.kind === 'passkey' ? isSigned : await isUsed(scope, standing, proof)
    const renewed = use === true ? await renewSession(scope, sessionHash, { isStrong: proof.kind !== 'password' }) : null
    // A session that opens now is noted as such by the database.
    if (renewed === null || standing.step === 'open') await noteProof(scope, standing.personId, proof.kind, renewed !== null)
    return renewed === null ? (use === 'blocked' ? use : 'wrong') : { token: renewed }
  })
  if (typeof proved === 'object') await forgetAttempts(db, keys)
  else await noteFailedAttempt(db, key, standing.personId)
  return proved
}

const signedBy = async (db: Db, { standing, sessionHash }: Holder, { answer, site }: Proof & { kind: 'passkey' }) =>
  (await personOfPasskey(db, site, proving(standing.personId, sessionHash), answer)) === standing.personId

const isUsed = async (scope: Scope, standing: Standing, proof: Exclude<Proof, { kind: 'passkey' }>): Promise<boolean | 'blocked'> => {
  if (proof.kind === 'totp') {
    const use = await consumeTotp(scope, standing.personId, proof.code)
    return use === 'blocked' ? use : use === 'right'
  }
  if (proof.kind === 'paper') return takeOwnPaper(scope, proof.code)
  if (proof.kind === 'recovery') return hasFactor(standing) && consumeRecoveryCode(scope, standing.personId, proof.code)
  return !hasFactor(standing) && verifyPassword(proof.password, await passwordHashOf(scope, standing.personId))
}
