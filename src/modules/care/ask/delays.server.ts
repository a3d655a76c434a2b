import { type Count, countOf, isFew, protectFlow } from '#modules/account/index.ts'
import type { DelayRow } from './delays.queries.server.ts'

export type { Count }
export type DelayLine = {
  level: 'all' | 'function' | 'team' | 'from'
  /** A function, a service, who asked; '' for the whole and for teams outside of the functions. */
  key: string
  name: string
  total: Count
  /** In time, late, and not (yet). */
  counts: readonly [Count, Count, Count]
  /** Of what was answered, or met: from 0 to 1. */
  share: number | null
  /** In hours. */
  median: number | null
  p90: number | null
}
/** Null: even the whole is too small to be shown. */
export type Delays = {
  answer: DelayLine[] | null
  meeting: DelayLine[] | null
}

type Triple = readonly [number, number, number]
type Sums = { counts: Triple; median: number | null; p90: number | null }
export type SumsOf = (row: DelayRow) => Sums
export const ANSWERS: SumsOf = (row) => ({
  counts: [row.in_time, row.late, row.unanswered],
  median: row.answer_median,
  p90: row.answer_p90,
})
export const MEETINGS: SumsOf = (row) => ({
  counts: [row.met_in_time, row.met_late, row.unmet],
  median: row.meeting_median,
  p90: row.meeting_p90,
})

const sum = (counts: Triple) => counts[0] + counts[1] + counts[2]
const COLUMNS = [0, 1, 2] as const
const TOP = 'top'
const BOTTOM = 'bottom'

// One flow: the whole → functions → teams → in time, late, not yet → who asked → the whole. So what is hidden in one table cannot be
// found by another that counts the same requests.
const flowOf = (rows: readonly DelayRow[], sumsOf: SumsOf) => {
  const arcs: { at: string; from: string; to: string; value: number; kind: 'part' | 'total' }[] = []
  for (const row of rows) {
    const { counts } = sumsOf(row)
    const node = `${row.dim} ${row.key}`
    const total = { at: `${node} total`, value: sum(counts), kind: 'total' as const }
    const parts = COLUMNS.map((column) => ({ at: `${node} ${column}`, value: counts[column] }))
    if (row.dim === 'function') arcs.push({ ...total, from: TOP, to: node })
    if (row.dim === 'team') {
      arcs.push({ ...total, from: `function ${row.care_function ?? ''}`, to: node })
      arcs.push(...parts.map((part, column) => ({ ...part, from: node, to: `in ${column}`, kind: 'part' as const })))
    }
    if (row.dim === 'from') {
      arcs.push({ ...total, from: node, to: BOTTOM })
      arcs.push(...parts.map((part, column) => ({ ...part, from: `out ${column}`, to: node, kind: 'part' as const })))
    }
    if (row.dim === 'all') {
      // The whole is told beside the counts of the network too (modules/overview), so it has no arc: it can hide no other.
      arcs.push(...parts.map((part, column) => ({ ...part, from: `in ${column}`, to: `out ${column}`, kind: 'total' as const })))
    }
  }
  return arcs
}

/** What may be shown of the delays of all rows of one kind; null when even their number may not. */
export const protectDelays = (rows: readonly DelayRow[], sumsOf: SumsOf, threshold: number): DelayLine[] | null => {
  const arcs = flowOf(rows, sumsOf)
  const done = protectFlow(arcs, { threshold })
  const shown = new Map(arcs.map(({ at }, index) => [at, countOf(done[index])]))
  const countAt = (at: string): Count => shown.get(at) ?? null
  const whole = rows.find(({ dim }) => dim === 'all')
  const asked = whole === undefined ? 0 : sum(sumsOf(whole).counts)
  if (whole === undefined || isFew(asked, threshold)) return null
  const partsOf = ({ dim, key }: DelayRow): readonly [Count, Count, Count] => [
    countAt(`${dim} ${key} 0`),
    countAt(`${dim} ${key} 1`),
    countAt(`${dim} ${key} 2`),
  ]
  const ofFunction = (row: DelayRow): readonly [Count, Count, Count] => {
    const teams = rows.filter(({ dim, care_function }) => dim === 'team' && (care_function ?? '') === row.key).map(partsOf)
    const added = (column: 0 | 1 | 2): Count =>
      teams.reduce<Count>((all, team) => (all === null || team[column] === null ? null : all + team[column]), 0)
    return [added(0), added(1), added(2)]
  }
  return rows
    .filter(({ dim }) => dim !== 'refusal')
    .map((row) => {
      const counts = row.dim === 'function' ? ofFunction(row) : partsOf(row)
      const line = {
        level: row.dim as DelayLine['level'],
        key: row.key,
        name: row.name,
        total: row.dim === 'all' ? asked : countAt(`${row.dim} ${row.key} total`),
        counts,
      }
      return { ...line, ...timesOf(line, sumsOf(row), threshold) }
    })
}

/** Times say nothing of a number that may not be known: they are given where the number behind them can be read or computed, and is not small. */
const timesOf = (
  { total, counts: [inTime, late, open] }: Pick<DelayLine, 'total' | 'counts'>,
  { median, p90 }: Sums,
  threshold: number,
) => {
  const behind = inTime !== null && late !== null ? inTime + late : total !== null && open !== null ? total - open : null
  if (behind === null || behind < threshold || behind === 0) return { share: null, median: null, p90: null }
  // The ninth of ten is somebody's own delay where there are few.
  return { share: inTime === null || late === null ? null : inTime / behind, median, p90: behind < 2 * threshold ? null : p90 }
}

export const delaysFrom = (rows: readonly DelayRow[], threshold: number): Delays => ({
  answer: protectDelays(rows, ANSWERS, threshold),
  meeting: protectDelays(rows, MEETINGS, threshold),
})
