import type { Turn } from './calendar.queries.server.ts'

// RFC 5545: text escapes (3.3.11), lines of at most 75 octets, folded with a space (3.1), ended by CRLF. Times are "floating" (3.3.5): those
// of the clock at the stop, which is where they are read.
const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n')
const encoder = new TextEncoder()
const folded = (line: string): string => {
  const lines: string[] = []
  let current = ''
  for (const letter of line) {
    if (encoder.encode(current + letter).length > (lines.length === 0 ? 75 : 74)) {
      lines.push(current)
      current = ''
    }
    current += letter
  }
  return [...lines, current].join('\r\n ')
}
const local = (day: string, time: string) => `${day.replaceAll('-', '')}T${time.replace(':', '')}00`
const stamp = (at: Date) => `${at.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`

export type CalendarWords = { name: string; title: (turn: Turn) => string; about: (turn: Turn) => string }

/**
 * Stops as an iCalendar file, which a telephone shows beside its own days. A stop that is cancelled stays in it, marked: whoever has the file
 * already must learn of it.
 */
export const calendarFile = (turns: readonly Turn[], words: CalendarWords, now: Date): string => {
  const events = turns.flatMap((turn) => [
    'BEGIN:VEVENT',
    `UID:${turn.roundId}-${turn.stopId}-${turn.day}-${turn.starts.replace(':', '')}@maillage`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${local(turn.day, turn.starts)}`,
    `DTEND:${local(turn.day, turn.ends)}`,
    `SUMMARY:${escaped(words.title(turn))}`,
    `LOCATION:${escaped([turn.stop, turn.place].filter((part) => part !== null).join(', '))}`,
    `DESCRIPTION:${escaped(words.about(turn))}`,
    ...(turn.latitude === null || turn.longitude === null ? [] : [`GEO:${turn.latitude};${turn.longitude}`]),
    `STATUS:${turn.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Maillage//Outreach//FR',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(words.name)}`,
    ...events,
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
