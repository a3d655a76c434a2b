import type { Scope } from '#platform/db.server.ts'
import { USUAL_SETTINGS } from './vocabulary.ts'

/** Days; `version` 0: nothing was set yet, and the examples hold. */
export type Settings = { keepDays: number; linkDays: number; aimDays: number; version: number }

export const readSettings = async (scope: Scope, network: string): Promise<Settings> => {
  const row = await scope
    .selectFrom('paths.setting')
    .select(['keep_days as keepDays', 'link_days as linkDays', 'aim_days as aimDays', 'version'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row === undefined ? { ...USUAL_SETTINGS, version: 0 } : { ...row, aimDays: row.aimDays ?? USUAL_SETTINGS.aimDays }
}
