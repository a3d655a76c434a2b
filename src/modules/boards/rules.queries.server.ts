import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { type BoardRules, EXAMPLE } from './rules.ts'

export type SetRules = BoardRules & { version: number }

/** The rules of a team of the actor: its own where it set them, else the example. */
export const readRules = async (scope: Scope, network: string, service: string): Promise<SetRules> => {
  const { rows } = await sql<SetRules>`
    select pairs, grace_minutes as "graceMinutes", lead_minutes as "leadMinutes", again_minutes as "againMinutes", most_times as "mostTimes", alone_minutes as "aloneMinutes", longer_minutes as "longerMinutes",
      to_char(duty_from, 'HH24:MI') as "dutyFrom", to_char(duty_to, 'HH24:MI') as "dutyTo", duty_days as "dutyDays", lead_confirms as "leadConfirms",
      discussed_days as "discussedDays", intensity_days as "intensityDays", back_soon_days as "backSoonDays", back_days as "backDays",
      missed_times as "missedTimes", silent_days as "silentDays", version
      from boards.team_rule where network_id = ${network} and service_id = ${service}`.execute(scope)
  return rows[0] ?? { ...EXAMPLE, version: 0 }
}
