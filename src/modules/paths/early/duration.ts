/** A day as far as it is known: "2024", "2024-03" or "2024-03-09". */
export type PartialDay = string

const DAY = 86_400_000
const time = (iso: string) => Date.parse(`${iso}T00:00:00Z`)
/** The first and the last day that it can be. */
export const spanOfPartial = (partial: PartialDay): { from: string; to: string } => {
  if (partial.length === 4) return { from: `${partial}-01-01`, to: `${partial}-12-31` }
  if (partial.length === 10) return { from: partial, to: partial }
  const [year = 0, month = 1] = partial.split('-').map(Number)
  return { from: `${partial}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
}

/** Days between: the fewest and the most that are possible, and the middle, which is what a median counts. */
export type Untreated = { fewest: number; most: number; middle: number }
/**
 * The duration of untreated time: from the first signs to the first day of treatment (Norman and Malla, British Journal of Psychiatry
 * 178, 2001). It is computed from days that people remember, each as far as they do, and never asked for as a number.
 * @returns null where one of the ends is not known: what is unknown stays unknown
 */
export const untreated = (signs: PartialDay | null, treated: PartialDay | null): Untreated | null => {
  if (signs === null || treated === null) return null
  const [first, last] = [spanOfPartial(signs), spanOfPartial(treated)]
  const days = (from: string, to: string) => Math.round((time(to) - time(from)) / DAY)
  const [low, high] = [days(first.to, last.from), days(first.from, last.to)]
  return { fewest: Math.max(0, low), most: Math.max(0, high), middle: Math.max(0, (low + high) / 2) }
}

/** How a duration is said: in days where both ends are a day, else in whole months, from the fewest begun to the most that are full. */
export type Spoken = { unit: 'days'; n: number } | { unit: 'months'; from: number; to: number }
const MONTH = 365.25 / 12
export const spokenUntreated = ({ fewest, most }: Untreated): Spoken =>
  fewest === most ? { unit: 'days', n: fewest } : { unit: 'months', from: Math.floor(fewest / MONTH), to: Math.ceil(most / MONTH) }
