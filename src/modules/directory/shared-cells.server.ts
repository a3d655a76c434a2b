import { anyText, decimal, matching, text } from '#platform/cells.ts'

// Cells that organisations and services have in common.
const LONGEST = 2000
export const short = text.refine((value) => value.length <= LONGEST, 'directory.fault.long')
/** Several in one cell stand on lines of their own or between bars; each once. */
export const several = anyText.transform((value) => [
  ...new Set(
    value
      .split(/[|\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
])
/** Degrees to the fourth decimal, about ten metres. */
export const within = (most: number) =>
  decimal
    .refine((value) => Math.abs(value) <= most, { error: 'directory.fault.degrees', params: { most: String(most) } })
    .transform((value) => Math.round(value * 10_000) / 10_000)
export const phone = matching(/^[+()\d][\d\s().+/-]{3,30}$/, 'directory.fault.phone')

/** One of two coordinates without the other, as a fault by field; null when both or none are there. */
export const halfPoint = ({ latitude, longitude }: { latitude: number | null; longitude: number | null }) => {
  if ((latitude === null) === (longitude === null)) return null
  return { [latitude === null ? 'latitude' : 'longitude']: { id: 'directory.fault.both' } }
}
