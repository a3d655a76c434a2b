import type { Generated } from 'kysely'

type Days = { soon_days: Generated<number>; back_days: Generated<number>; seen_days: Generated<number>; onward_days: Generated<number> }
/** Tables of the schema overview (migrations 0025, 0048): counts, when and with which days they were counted. Nothing in them is a person. */
export type OverviewTables = {
  'overview.count_run': { network_id: string; year: number; at: Date } & Days
  'overview.counting': { network_id: string; from_year: number; version: Generated<number> } & Days
  'overview.counted': { network_id: string; year: number; part: string; quarter: number; a: string; b: string; n: number }
}
