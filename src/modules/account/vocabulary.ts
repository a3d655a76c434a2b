import type { Exactness } from '#modules/journal/index.ts'
import type { Words } from '#platform/words.ts'

export type { Exactness }

export const PERIOD_KINDS = ['year', 'span', 'since', 'as_of'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]
/** Days are ISO ("2025-12-31"). `as_of` has no beginning; `since` may have none (it is not known). */
export type Period = { kind: PeriodKind; from: string | null; to: string }

/** A number as it was stated or computed. `value` null: it exists, and nobody says how much. */
export type Quantity = { value: number | null; valueTo?: number | null; exactness: Exactness; rounding?: number | null }

/** Where a number comes from: a document and a place in it, or the records. */
export type Origin =
  | { kind: 'published'; source: string; locator: string; statementId: string }
  /** `from`: the one document that all the records were taken from, where there is one. */
  | { kind: 'computed'; rows: number; from?: { source: string; locator: string } }

/** One number about one indicator: what relations are checked on. */
export type Statement = {
  id: string
  indicator: string
  dimensions: Readonly<Record<string, string>>
  period: Period
  quantity: Quantity
  origin: Origin
  /** What whoever transcribed it has to say about it. */
  note?: Words
}

export const VERDICTS = ['holds', 'holds-within-rounding', 'implies', 'contradicts'] as const
export type Verdict = (typeof VERDICTS)[number]
export const RELATION_KINDS = ['sum', 'shares', 'stock', 'part', 'same', 'dates', 'at-least-each'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]
