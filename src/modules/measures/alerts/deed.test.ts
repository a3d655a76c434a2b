import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentIn, momentOfNow, readDeed } from './deed.ts'

const now = new Date('2026-11-22T10:00:00Z')
const good = { how: 'spoke', day: '2026-11-22', time: '10:30', note: '' }
const faultsOf = (typed: Record<string, string>) => {
  const read = readDeed(typed, now)
  return read.ok ? [] : Object.keys(read.faults)
}

describe('what a team writes down', () => {
  test('is how, and when by the clocks of Paris and Brussels', () => {
    expect(readDeed(good, now)).toEqual({
      ok: true,
      input: { move: 'finish', how: 'spoke', at: new Date('2026-11-22T09:30:00Z'), note: '' },
    })
    expect(readDeed({ ...good, how: 'tried', note: ' Répondeur. ' }, now)).toMatchObject({ input: { move: 'try', note: 'Répondeur.' } })
  })

  test('is not in the future, not nowhere, and not nothing', () => {
    expect(faultsOf({ ...good, time: '11:05' })).toEqual(['day'])
    expect(faultsOf({ ...good, day: '2026-02-30' })).toEqual(['day'])
    expect(faultsOf({ ...good, how: 'nothing' })).toEqual(['how'])
    expect(faultsOf({})).toEqual(['how', 'day'])
  })

  test('says in words what no choice says', () => {
    expect(faultsOf({ ...good, how: 'other' })).toEqual(['note'])
    expect(faultsOf({ ...good, how: 'other', note: 'Vue avec le médecin.' })).toEqual([])
  })

  test('a moment there and back is the same minute, summer and winter', () => {
    const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 })
    fc.assert(
      fc.property(minute, (minutes) => {
        const { day, time } = momentOfNow(new Date(minutes * 60_000))
        const back = momentIn(day, time)
        // The hour that comes twice in autumn is taken for the first.
        expect([minutes * 60_000, (minutes - 60) * 60_000]).toContain(back?.getTime())
      }),
    )
    expect(momentIn('2026-03-29', '02:30')).toBeNull()
  })
})
