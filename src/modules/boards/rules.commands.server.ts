import { sql } from 'kysely'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import type { BoardRules } from './rules.ts'

/**
 * What a team decides of its board, by its leads; row-level security refuses everybody else.
 * @param version that of the rules as they were read; 0 where the team had set none
 * @throws Problem not_found for who does not lead the team, conflict when somebody changed them meanwhile
 */
export const setRules = async (scope: Scope, network: string, service: string, version: number, rules: BoardRules): Promise<void> => {
  const columns = {
    pairs: rules.pairs,
    grace_minutes: rules.graceMinutes,
    lead_minutes: rules.leadMinutes,
    again_minutes: rules.againMinutes,
    most_times: rules.mostTimes,
    alone_minutes: rules.aloneMinutes,
    longer_minutes: sql<number[]>`${`{${rules.longerMinutes.join(',')}}`}::integer[]`,
    duty_from: rules.dutyFrom,
    duty_to: rules.dutyTo,
    duty_days: sql<number[]>`${`{${rules.dutyDays.join(',')}}`}::integer[]`,
    lead_confirms: rules.leadConfirms,
    discussed_days: rules.discussedDays,
    intensity_days: rules.intensityDays,
    back_soon_days: rules.backSoonDays,
    back_days: rules.backDays,
    missed_times: rules.missedTimes,
    silent_days: rules.silentDays,
  }
  const leads = await sql`select from care.my_led_teams() t where t = ${`${network}/${service}`}`.execute(scope)
  if (leads.rows.length === 0) throw new Problem('not_found')
  const { numInsertedOrUpdatedRows } =
    version === 0
      ? await scope
          .insertInto('boards.team_rule')
          .values({ network_id: network, service_id: service, ...columns })
          .onConflict((conflict) => conflict.columns(['network_id', 'service_id']).doNothing())
          .executeTakeFirstOrThrow()
      : {
          numInsertedOrUpdatedRows: (
            await scope
              .updateTable('boards.team_rule')
              .set({ ...columns, version: version + 1 })
              .where('network_id', '=', network)
              .where('service_id', '=', service)
              .where('version', '=', version)
              .executeTakeFirstOrThrow()
          ).numUpdatedRows,
        }
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'boards.setRules', `team/${service}`)
}
