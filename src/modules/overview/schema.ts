/** Tables of the schema overview (migration 0025): counts, and when they were counted. Nothing in them is a person. */
export type OverviewTables = {
  'overview.count_run': { network_id: string; year: number; at: Date }
  'overview.counted': { network_id: string; year: number; part: string; quarter: number; a: string; b: string; n: number }
}
