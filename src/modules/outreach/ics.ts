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

// A stop is told from the others by its round, its place, its day, and which of that day it is: not by its hour, which may change, and then a
// telephone would show both (3.8.4.7).
const uidsOf = (turns: readonly Turn[]): string[] => {
  const nth = new Map<string, number>()
  return turns.map(({ roundId, stopId, day }) => {
    const uid = `${roundId}-${stopId}-${day}`
    nth.set(uid, (nth.get(uid) ?? 0) + 1)
    return `${uid}-${nth.get(uid)}@maillage`
  })
}
const MINUTE = 60_000

/**
 * Stops as an iCalendar file, which a telephone shows beside its own days. A stop that is cancelled stays in it, marked: whoever has the file
 * already must learn of it. Each reading counts as newer than the one before (3.8.7.4), and a telephone that follows the file asks for it
 * again in hours (RFC 7986, 5.7).
 * @param turns in the order of time
 */
export const calendarFile = (turns: readonly Turn[], words: CalendarWords, now: Date): string => {
  const uids = uidsOf(turns)
  const events = turns.flatMap((turn, at) => [
    'BEGIN:VEVENT',
    `UID:${uids[at]}`,
    `DTSTAMP:${stamp(now)}`,
    `SEQUENCE:${Math.floor(now.getTime() / MINUTE)}`,
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
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    'X-PUBLISHED-TTL:PT4H',
    `X-WR-CALNAME:${escaped(words.name)}`,
    ...events,
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
