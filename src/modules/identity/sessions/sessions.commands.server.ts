import { sql } from 'kysely'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { endOtherSessions } from '../factors/sessions.server.ts'

/** Ends one session of one's own, at once and everywhere. @throws Problem not_found for one that is over, or is somebody else's */
export const endSession = async (scope: Scope, { standing }: Holder, id: string): Promise<void> => {
  const { rows } = await sql<{ ended: boolean | null }>`select identity.end_my_session(${id}::uuid) as ended`.execute(scope)
  found(rows[0]?.ended === true ? true : undefined)
  await record(scope, null, 'identity.endSession', `session/${id}`, { about: standing.personId })
}

/** Ends all sessions of one's own but the one that asks. */
export const endOthers = async (scope: Scope, { standing, sessionHash }: Holder): Promise<void> => {
  await endOtherSessions(scope, sessionHash)
  await record(scope, null, 'identity.endOtherSessions', `person/${standing.personId}`, { about: standing.personId })
}
