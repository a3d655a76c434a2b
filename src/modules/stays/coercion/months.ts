import type { MeasureKind } from '../vocabulary.ts'

/** A month of a register: what began in it, and what it is compared by. */
export type RegisterMonth = {
  /** "2026-03". */
  month: string
  kinds: Partial<Record<MeasureKind, number>>
  /** How many people they concern. */
  people: number
  /** Days that people stayed with the team in that month, the first and the last one included. */
  days: number
}
/** Of the measures of a year that have ended: after how many came what is due to the person. */
export type Due = { ended: number; reviewed: number; offered: number; held: number; words: number }

/** What shuts in or holds somebody; an admission is counted beside it. */
export const HELD_KINDS = ['seclusion', 'mechanical', 'physical', 'chemical'] as const satisfies readonly MeasureKind[]
export const heldIn = ({ kinds }: Pick<RegisterMonth, 'kinds'>): number => HELD_KINDS.reduce((sum, kind) => sum + (kinds[kind] ?? 0), 0)
const PER = 1000
/** How many for a thousand days of stay; null where nobody stayed: nothing is divided by nothing. */
export const perThousand = (measures: number, days: number): number | null => (days === 0 ? null : (PER * measures) / days)
