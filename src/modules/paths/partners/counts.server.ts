import { sql } from 'kysely'
import { protectFlow } from '#modules/account/index.ts'
import type { Scope } from '#platform/db.server.ts'
import { PARTNER_KINDS, type PartnerKind } from '../vocabulary.ts'

/** What came of a referral: the partner's answer, or why there is none. */
export const DECISIONS = ['yes', 'not_now', 'no', 'withdrawn', 'expired', 'waiting'] as const
export type Decision = (typeof DECISIONS)[number]
/** A count that may be shown; null: too small, or it would give a small one away. */
export type Count = number | null
export type ReferralCounts = {
  total: Count
  kinds: Readonly<Record<PartnerKind, Count>>
  decisions: Readonly<Record<Decision, Count>>
  /** By kind and decision. */
  cells: Readonly<Record<PartnerKind, Readonly<Record<Decision, Count>>>>
}
export type ReferralRow = { kind: PartnerKind; decision: Decision; n: number }

const keyed = <K extends string, V>(keys: readonly K[], of: (key: K) => V) =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>

/** The table of kinds by decisions with its margins; small counts hidden, and what would give them away. */
export const referralsFrom = (rows: readonly ReferralRow[], threshold: number): ReferralCounts => {
  const count = (is: (row: ReferralRow) => boolean) => rows.filter(is).reduce((sum, { n }) => sum + n, 0)
  const arcs = [
    ...PARTNER_KINDS.flatMap((kind) =>
      DECISIONS.map((decision) => ({
        at: `${kind}/${decision}`,
        from: `kind ${kind}`,
        to: `decision ${decision}`,
        value: count((row) => row.kind === kind && row.decision === decision),
        kind: 'part' as const,
      })),
    ),
    ...PARTNER_KINDS.map((kind) => ({
      at: kind,
      from: 'all',
      to: `kind ${kind}`,
      value: count((row) => row.kind === kind),
      kind: 'total' as const,
    })),
    ...DECISIONS.map((decision) => ({
      at: `=${decision}`,
      from: `decision ${decision}`,
      to: 'end',
      value: count((row) => row.decision === decision),
      kind: 'total' as const,
    })),
    { at: 'total', from: 'end', to: 'all', value: count(() => true), kind: 'grandTotal' as const },
  ]
  const done = protectFlow(arcs, { threshold })
  const shown = new Map(
    arcs.map(({ at }, index): [string, Count] => {
      const cell = done[index]
      return [at, cell !== undefined && 'shown' in cell ? cell.shown : null]
    }),
  )
  const countAt = (at: string): Count => shown.get(at) ?? null
  return {
    total: countAt('total'),
    kinds: keyed(PARTNER_KINDS, countAt),
    decisions: keyed(DECISIONS, (decision) => countAt(`=${decision}`)),
    cells: keyed(PARTNER_KINDS, (kind) => keyed(DECISIONS, (decision) => countAt(`${kind}/${decision}`))),
  }
}

/**
 * How many referrals to partners left in some days (both included), by kind and by what came of them, for who steers the network.
 * Nobody is named; counts below the threshold of the network are hidden. Everything is zero for who does not steer it.
 */
export const countReferrals = async (scope: Scope, network: string, from: string, to: string): Promise<ReferralCounts> => {
  const { rows } =
    await sql<ReferralRow>`select kind, decision, n from paths.count_referrals(${network}, ${from}::date, ${to}::date)`.execute(scope)
  const { rows: networks } = await sql<{
    threshold: number
  }>`select disclosure_threshold as threshold from platform.network where id = ${network}`.execute(scope)
  return referralsFrom(rows, networks[0]?.threshold ?? 5)
}
