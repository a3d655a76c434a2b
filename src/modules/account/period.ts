import { spanOf } from '#platform/cells.ts'
import type { Period } from './vocabulary.ts'

/** "category=carers;country=FR": the part of an indicator that a figure is about. */
export const DIMENSIONS_PATTERN = /^([a-z_]+=[\w.-]+(;[a-z_]+=[\w.-]+)*)?$/

/**
 * A period as it is written in a file: "2025", "2025-06", "2023-05..2025-12", "..2025-12-31" (since an unknown beginning), "@2025-12-31" (as of a day).
 * @returns null when it is none of these
 */
export const periodOf = (written: string): Period | null => {
  if (written.startsWith('@')) {
    const day = spanOf(written.slice(1))
    return day === null ? null : { kind: 'as_of', from: null, to: day.to }
  }
  if (written.startsWith('..')) {
    const end = spanOf(written.slice(2))
    return end === null ? null : { kind: 'since', from: null, to: end.to }
  }
  const [first = '', last] = written.split('..')
  const [from, to] = [spanOf(first), spanOf(last ?? first)]
  if (from === null || to === null || from.from > to.to) return null
  if (last !== undefined) return { kind: 'since', from: from.from, to: to.to }
  return { kind: from.precision === 'year' ? 'year' : 'span', from: from.from, to: from.to }
}

export const yearPeriod = (year: number): Period => ({ kind: 'year', from: `${year}-01-01`, to: `${year}-12-31` })
export const endOf = (year: number): Period => ({ kind: 'as_of', from: null, to: `${year}-12-31` })
/** One name for one period, for grouping. */
export const periodKey = ({ from, to, kind }: Period) => (kind === 'as_of' ? `@${to}` : `${from ?? ''}..${to}`)
