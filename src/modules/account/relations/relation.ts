import type { Words } from '#platform/words.ts'
import type { Origin, Period, Quantity, RelationKind, Verdict } from '../vocabulary.ts'

export type Dimensions = Readonly<Record<string, string>>

/** What adds up to an indicator. The values exclude each other. */
export type Breakdown = {
  dimension: string
  /** Absent: whatever values are stated (a list of activities cannot be written in code). */
  values?: readonly string[]
  /** The values together are the whole. Otherwise they only cannot exceed it. */
  complete: boolean
}

/**
 * What must be true of an indicator's numbers.
 * - flow: counted over a period · stock: as of a day · share: percent of a whole
 * - average: never added up and never part of anything · setting: fixed by decision (116 criteria), compared with itself, or the whole of a `within`
 */
export type RelationRules = {
  id: string
  unit: string
  kind: 'flow' | 'stock' | 'average' | 'share' | 'setting'
  parts?: readonly Breakdown[]
  /** For a stock: the flows that raise and lower it. */
  stock?: { entries: string; exits: string }
  /**
   * Never more than these other indicators, over the same or an enclosing period. `dimensions` are those of the whole, where it is
   * not about the same ones: sites overseas are within sites of `{ place: 'france' }`.
   */
  within?: readonly { indicator: string; dimensions?: Dimensions }[]
  /** At least one of this for each of those, in the same period: people recruited for each employer that recruited. */
  atLeastEach?: readonly string[]
}

export type Role = 'total' | 'part' | 'previous' | 'entries' | 'exits' | 'now' | 'whole' | 'one' | 'other'
/** One number in a relation. The relation's difference is the sum of sign × value. */
export type Term = {
  statementId: string
  indicator: string
  dimensions: Dimensions
  period: Period
  quantity: Quantity
  origin: Origin
  role: Role
  sign: 1 | -1
}
/** A quantity that nobody states and that follows from the others: `value`, somewhere from `low` to `high`. */
export type Implied = {
  indicator: string
  /** The part meant; several are joined by "+", which no stated part contains: { group: "users+family" }. */
  dimensions: Dimensions
  period: Period
  value: number
  low: number
  /** Null: no upper end. */
  high: number | null
  /** The parts whose sum this is; "others" among them where the breakdown is not complete. */
  missing?: { dimension: string; values: readonly string[] }
}
/** The source of a place that is no document: the records of this network. */
export const RECORDS = 'records'
/** Where a number stands: a document and a place in it, or RECORDS and the id of the computed statement. */
export type Place = { source: string; locator: string }

export type FigureRelation = {
  /** Stable and readable: "part:qr.reports:2025<2017..2025". */
  id: string
  kind: Exclude<RelationKind, 'dates'>
  verdict: Verdict
  indicator: string
  /** Of `shares`, the whole is 100 and has no term. */
  terms: readonly Term[]
  /**
   * As the numbers read, before rounding is considered: parts − total, part − whole, previous + entries − exits − now, other − one.
   * Null where something is implied, or where a number is a range.
   */
  difference: number | null
  implied?: Implied
  sources: readonly Place[]
}

export type DatePrecision = 'day' | 'month' | 'year'
export type Dated = {
  id: string
  title: Words
  starts: string
  ends: string | null
  precision?: DatePrecision
  source?: string | null
  locator?: string | null
}
/** First and last day of what is meant: an activity of "June 2025" goes from the 1st to the 30th. */
export type DateTerm = { activity: string; title: Words; starts: string; ends: string; precision: DatePrecision; role: 'part' | 'whole' }
export type DatesRelation = {
  id: string
  kind: 'dates'
  verdict: Exclude<Verdict, 'implies'>
  indicator: null
  /** The part first, then the whole. */
  terms: readonly [DateTerm, DateTerm]
  /** Days by which the part lies outside the whole. */
  difference: number
  implied?: undefined
  sources: readonly Place[]
}
export type Relation = FigureRelation | DatesRelation
