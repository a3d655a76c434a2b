import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Turn } from './calendar.queries.server.ts'
import { calendarFile } from './ics.ts'

describe('the calendar of a telephone', () => {
  const turn: Turn = {
    roundId: 'r',
    round: 'Tournée',
    service: 's',
    team: 'Équipe; avec, virgules',
    phone: null,
    stopId: 'p',
    stop: 'Gare',
    hint: 'a\nb',
    isPublic: true,
    place: 'Lille',
    latitude: 50.6,
    longitude: 3.1,
    day: '2026-12-01',
    starts: '10:00',
    ends: '12:00',
    offers: [],
    state: 'on',
    reason: null,
    minutesLater: 0,
    languages: [],
  }
  const words = { name: 'Arrêts', title: ({ team }: Turn) => team, about: ({ hint }: Turn) => hint ?? '' }

  test('reads each stop at its hour on the clock there, and a cancelled one as cancelled', () => {
    const file = calendarFile([turn, { ...turn, state: 'cancelled', day: '2026-12-08' }], words, new Date('2026-11-22T10:00:00Z'))
    expect(file).toContain(
      'DTSTART:20261201T100000\r\nDTEND:20261201T120000\r\nSUMMARY:Équipe\\; avec\\, virgules\r\nLOCATION:Gare\\, Lille',
    )
    expect(file).toContain('DESCRIPTION:a\\nb')
    expect(file.match(/STATUS:CANCELLED/g)).toHaveLength(1)
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
  })

  test('has no line of more than 75 octets, and loses no letter, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (team) => {
        const file = calendarFile([{ ...turn, team }], words, new Date())
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const plain = team.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n')
        expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${plain}`)
      }),
    )
  })

  test('keeps a stop the same when its hour changes, so that it is not shown twice, and each reading is newer than the one before', () => {
    const read = (turns: readonly Turn[], at: string) => {
      const file = calendarFile(turns, words, new Date(at))
      return { uids: file.match(/^UID:.*$/gm), sequence: Number(/^SEQUENCE:(\d+)/m.exec(file)?.[1]) }
    }
    const evening = { ...turn, starts: '18:00', ends: '20:00' }
    const before = read([turn, evening], '2026-11-22T10:00:00Z')
    const after = read(
      [turn, evening].map((each) => ({ ...each, starts: each.starts.replace(':00', ':30'), state: 'changed' as const })),
      '2026-11-22T10:05:00Z',
    )
    expect(after.uids).toEqual(before.uids)
    expect(new Set(before.uids).size).toBe(2)
    expect(after.sequence).toBeGreaterThan(before.sequence)
  })
})
