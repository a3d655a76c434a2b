import { asActor, type Db } from '#platform/db.server.ts'
import { hashOf } from '../session.server.ts'
import { hasSecondFactor } from './account.queries.server.ts'
import type { Standing } from './policy.ts'
import { asHolder } from './second.server.ts'
import { beginSession, standingOf } from './sessions.server.ts'

export type Entered = {
  /** For the cookie. */
  token: string
  standing: Standing
}
export type Entering = {
  personId: string
  /** What was given is as much as two factors. */
  isStrong: boolean
  /** What this browser held before. */
  former: Buffer | null
  provider?: { name: string; note: Buffer | null }
}

/** Opens a session for whoever proved who they are: whole, or waiting for the second factor that this person has. */
export const enter = (db: Db, { personId, isStrong, former, provider }: Entering): Promise<Entered | null> =>
  asActor(db, asHolder({ personId, name: '' }), async (scope) => {
    const step = !isStrong && (await hasSecondFactor(scope, personId)) ? 'second' : 'open'
    const token = await beginSession(scope, { personId, step, isStrong, former, ...(provider ? { provider } : {}) })
    const standing = await standingOf(scope, hashOf(token))
    return standing === null ? null : { token, standing }
  })
