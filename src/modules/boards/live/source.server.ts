import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import type { Source } from '#platform/live/index.server.ts'
import { readBoard, readClock } from '../board/board.queries.server.ts'

/** The topic of a team's board, as the triggers of migration 0022 name it. */
export const topicOf = (network: string, service: string) => `boards ${network}/${service}`

/** The board of a team for those who watch it: the same for everybody who works there, so that one of them reads for all. */
export const boardSource = (db: Db, network: string, service: string, zone: string): Source => ({
  read: (actor: Actor) =>
    asActor(db, actor, async (scope) => {
      const now = await readClock(scope)
      return { asOf: now.toISOString(), parts: await readBoard(scope, network, service, zone, now) }
    }),
  allowed: async (sessions) => {
    const { rows } = await sql<{ hash: Buffer }>`
      select boards.may_watch(${sessions as Buffer[]}::bytea[], ${`${network}/${service}`}) as hash`.execute(db)
    return rows.map(({ hash }) => hash)
  },
})
