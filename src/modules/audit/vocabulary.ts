/** What kind of act a row of the trail tells of. */
export const KINDS = ['write', 'read', 'export', 'sign_in'] as const
export type Kind = (typeof KINDS)[number]

/** One row as an administrator reads it. */
export type TrailRow = {
  seq: number
  /** The moment to the microsecond, in UTC: "2026-11-22T09:30:00.123456Z". */
  at: string
  person: string | null
  roles: string[]
  kind: Kind
  action: string
  target: string
  about: string | null
  outcome: 'success' | 'failure'
  reason: string | null
}

export const PAGE = 50
