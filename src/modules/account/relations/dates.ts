import { daysBetween } from './periods.ts'
import type { Dated, DatePrecision, DatesRelation, DateTerm, Place } from './relation.ts'

const firstOf = (day: string, precision: DatePrecision) =>
  precision === 'year' ? `${day.slice(0, 4)}-01-01` : precision === 'month' ? `${day.slice(0, 7)}-01` : day
const lastOf = (day: string, precision: DatePrecision) => {
  if (precision === 'year') return `${day.slice(0, 4)}-12-31`
  if (precision === 'day') return day
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

const termOf = ({ id, title, starts, ends, precision = 'day' }: Dated, role: DateTerm['role']): DateTerm => ({
  activity: id,
  title,
  starts: firstOf(starts, precision),
  ends: lastOf(ends ?? starts, precision),
  precision,
  role,
})

const placesOf = (dated: readonly Dated[]): Place[] => {
  const places = dated.flatMap(({ source, locator }) => (source == null ? [] : [{ source, locator: locator ?? '' }]))
  return [...new Map(places.map((place) => [`${place.source} ${place.locator}`, place])).values()]
}

/**
 * An activity that is part of another happens within its dates. A part that is dated to the month or year only
 * contradicts when no day of it can be inside.
 * @returns one relation for each activity that has a parent; `difference` in days
 */
export const checkDates = (activities: readonly (Dated & { parent?: Dated })[]): DatesRelation[] =>
  activities.flatMap(({ parent, ...activity }) => {
    if (parent === undefined) return []
    const [part, whole] = [termOf(activity, 'part'), termOf(parent, 'whole')]
    const difference = Math.max(0, daysBetween(part.starts, whole.starts), daysBetween(whole.ends, part.ends))
    const mayBeInside = part.precision !== 'day' && part.starts <= whole.ends && whole.starts <= part.ends
    const verdict = difference === 0 ? 'holds' : mayBeInside ? 'holds-within-rounding' : 'contradicts'
    return [
      {
        id: `dates:${activity.id}<${parent.id}`,
        kind: 'dates',
        verdict,
        indicator: null,
        terms: [part, whole],
        difference,
        sources: placesOf([activity, parent]),
      },
    ]
  })
