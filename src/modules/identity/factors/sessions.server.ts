import { sql } from 'kysely'
import type { Db, Scope } from '#platform/db.server.ts'
import { hashOf, newToken, SESSION_HOURS } from '../session.server.ts'
import type { Standing } from './policy.ts'

const WHOLE = SESSION_HOURS * 60
// To fetch a phone and type six digits.
const WAIT_FOR_SECOND = 10

type Opening = {
  personId: string
  /** `second`: only a second factor opens it. */
  step: Standing['step']
  isStrong: boolean
  /** What this browser held before: ended, whoever gave it, so that nobody can lay a token in advance. */
  former: Buffer | null
  provider?: { name: string; note: Buffer | null }
}

/** Opens a session under a new token. @returns the token, for the cookie only */
export const beginSession = async (db: Db | Scope, { personId, step, isStrong, former, provider }: Opening): Promise<string> => {
  const token = newToken()
  await sql`select identity.begin_session(${hashOf(token)}, ${personId}, ${step}, ${isStrong}, ${step === 'open' ? WHOLE : WAIT_FOR_SECOND},
    ${former}, ${provider?.name ?? null}, ${provider?.note ?? null})`.execute(db)
  return token
}

/** The session goes on under a new token after its holder proved who they are. @returns the token, or null when the session is over */
export const renewSession = async (scope: Scope, former: Buffer, { isStrong }: { isStrong: boolean }): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql<{ renewed: boolean | null }>`
    select identity.renew_session(${former}, ${hashOf(token)}, ${isStrong}, ${WHOLE}) as renewed`.execute(scope)
  return rows[0]?.renewed === true ? token : null
}

/** Signs this person out everywhere else; `onlyWeak`: where no second factor was given. */
export const endOtherSessions = (scope: Scope, own: Buffer, { onlyWeak = false } = {}) =>
  sql`select identity.end_other_sessions(${own}, ${onlyWeak})`.execute(scope)

type StandingRow = {
  person_id: string
  name: string
  email: string | null
  locale: string
  step: Standing['step']
  is_strong: boolean
  must_be_strong: boolean
  fresh_seconds: number | null
  provider: string | null
  has_password: boolean
  has_totp: boolean
  passkeys: number
  recovery_codes: number
  identities: number
}

/** How far the holder of this session has come; null when it is unknown or over. */
export const standingOf = async (db: Db | Scope, sessionHash: Buffer | null): Promise<Standing | null> => {
  if (sessionHash === null) return null
  const row = (await sql<StandingRow>`select * from identity.standing_of(${sessionHash})`.execute(db)).rows[0]
  if (row === undefined) return null
  return {
    personId: row.person_id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    step: row.step,
    isStrong: row.is_strong,
    mustBeStrong: row.must_be_strong,
    freshSeconds: row.fresh_seconds,
    provider: row.provider,
    hasPassword: row.has_password,
    hasTotp: row.has_totp,
    passkeys: row.passkeys,
    recoveryCodes: row.recovery_codes,
    identities: row.identities,
  }
}
