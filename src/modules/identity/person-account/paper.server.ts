import { sql } from 'kysely'
import { record } from '#platform/audit.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { allow } from '#platform/problem.ts'
import { placeIn } from '#platform/server/client.server.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { attemptKey, countAttempt, forgetAttempts } from '../factors/attempts.server.ts'
import { type Entered, enter } from '../factors/enter.server.ts'
import { isFresh } from '../factors/policy.ts'
import { asHolder } from '../factors/second.server.ts'
import { noteRefusal } from '../factors/trail.server.ts'
import { hashOf } from '../session.server.ts'
import { hashOfPaper, newCode } from './codes.server.ts'
import { groupedCode, PAPER_LENGTH, readCode } from './typed-code.ts'

/** A new key on paper in the place of the former one. @returns it, in groups: this is the one time that it can be shown */
export const makePaperKey = async (scope: Scope, personId: string): Promise<string> => {
  const key = newCode(PAPER_LENGTH)
  await scope.deleteFrom('identity.paper_key').where('person_id', '=', personId).execute()
  await scope
    .insertInto('identity.paper_key')
    .values({ person_id: personId, hash: hashOfPaper(key) })
    .execute()
  await record(scope, null, 'identity.makePaperKey', `person/${personId}`, { about: personId })
  return groupedCode(key)
}

/** Whether somebody may have one: not whose role asks for a second factor, which paper is not. */
export const mayHavePaper = ({ standing }: Pick<Holder, 'standing'>) => !standing.mustBeStrong

/** @throws Problem forbidden without a fresh proof, or to whoever must have a second factor */
export const renewPaperKey = async (scope: Scope, holder: Holder): Promise<string> => {
  allow(isFresh(holder.standing) && mayHavePaper(holder), 'identity.makePaperKey')
  return makePaperKey(scope, holder.standing.personId)
}

export const hasPaperKey = async (scope: Scope, personId: string): Promise<boolean> =>
  (await scope.selectFrom('identity.paper_key').select('person_id').where('person_id', '=', personId).executeTakeFirst()) !== undefined

/**
 * Opens a session with a key on paper, which is then used up. @returns null when it is nobody's
 * @throws Problem too_many after five wrong ones from an address
 */
export const signInWithPaper = async (
  db: Db,
  typed: string,
  { remoteAddress, former }: { remoteAddress: string; former: Buffer | null },
): Promise<Entered | null> => {
  const attempts = attemptKey('paper', placeIn(remoteAddress))
  await countAttempt(db, [attempts])
  const personId = await personOfPaper(db, typed)
  if (personId === null) {
    await noteRefusal(db, null, 'paper')
    return null
  }
  await forgetAttempts(db, [attempts])
  const entered = await enter(db, { personId, isStrong: true, former })
  if (entered !== null)
    await asActor(db, asHolder({ personId, name: '' }), async (scope) => {
      await sql`select identity.mark_paper_session(${hashOf(entered.token)})`.execute(scope)
      await record(scope, null, 'identity.usePaperKey', `person/${personId}`, { about: personId })
    })
  return entered
}

const personOfPaper = async (db: Db, typed: string): Promise<string | null> => {
  const key = readCode(typed, PAPER_LENGTH)
  if (key === null) return null
  const { rows } = await sql<{ person: string | null }>`select identity.use_paper_key(${hashOfPaper(key)}) as person`.execute(db)
  return rows[0]?.person ?? null
}
