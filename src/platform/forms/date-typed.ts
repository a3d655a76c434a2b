import { type Span, spanOf } from '#platform/cells.ts'

const LOCAL = /^(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})$/
/** A date as people write it: "24/06/2025", "6/2025", "2025", or ISO. @returns null when it is none of these */
export const dateTyped = (text: string): Span | null => {
  const [, day, month, year] = LOCAL.exec(text.trim()) ?? []
  const iso = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
  const span = spanOf(year === undefined ? text.trim() : iso)
  // The year 0 is no year of the calendar, and the database refuses it.
  return span === null || span.from < '1000' ? null : span
}
