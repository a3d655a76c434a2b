import type { Period } from '../vocabulary.ts'

const DAY = 86_400_000
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)
export const dayAfter = (day: string) => new Date(timeOf(day) + DAY).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string) => Math.round((timeOf(to) - timeOf(from)) / DAY)

/** A period as a person writes it, and the same for the same days whatever they were called: "2025", "2017..2025", "2023-05-01..2025-12-31", "@2025-12-31". */
export const periodName = ({ kind, from, to }: Period): string => {
  if (kind === 'as_of') return `@${to}`
  const first = from === null ? '' : from.endsWith('-01-01') ? from.slice(0, 4) : from
  const last = to.endsWith('-12-31') && first.length <= 4 ? to.slice(0, 4) : to
  if (first === last) return first
  return `${first.length === 4 && last.length > 4 ? from : first}..${last}`
}

/**
 * Whether what happens in `part` happens in `whole` too, and the two differ. A whole with an unknown beginning ("since the start of the
 * programme") encloses a year or a span, whatever came before its start being nothing; another "since" with a beginning of its own it may not enclose.
 */
export const encloses = (whole: Period, part: Period): boolean => {
  if (whole.kind === 'as_of' || part.kind === 'as_of' || whole.to < part.to || periodName(whole) === periodName(part)) return false
  if (whole.from === null) return part.from === null || part.kind !== 'since'
  return part.from !== null && whole.from <= part.from
}
