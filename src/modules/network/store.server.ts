import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { found, Problem } from '#platform/problem.ts'

type Versioned =
  | 'network.conversion'
  | 'network.aim'
  | 'network.plan_action'
  | 'network.committee'
  | 'network.meeting'
  | 'network.decision'
  | 'network.training'

/**
 * Takes a record for a change that somebody is about to make: from here until the end of the transaction nobody else changes it.
 * @param version what the editor saw
 * @throws Problem not_found; conflict when it was changed since
 */
export const holdVersion = async (scope: Scope, table: Versioned, network: string, id: string, version: number): Promise<void> => {
  const { rows } = await sql<{ version: number }>`
    select version from ${sql.table(table)} where network_id = ${network} and id = ${idIn(id)} for update`.execute(scope)
  if (found(rows[0]).version !== version) throw new Problem('conflict')
}

/** A fault that only the database could find, told at the field that it is about. */
export const faultAt = (field: string, id: MessageId): never => {
  throw new Problem('invalid', { [field]: id })
}
