import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readContactForm, readMeetingForm } from './contact-form.server.ts'
import { minutesOf } from './minutes.ts'

const typed = { id: randomUUID(), at: '2026-11-20', time: '10:00', mode: 'home', note: '', minutes: '', missed: '', next_on: '' }
const read = (more: Partial<typeof typed> = {}, who: string[] = ['person']) => readContactForm({ ...typed, ...more }, [], who, new Set())

describe('the length of a contact', () => {
  test.each([
    ['45', 45],
    ['45 min', 45],
    ['1h', 60],
    ['1 h', 60],
    ['1h30', 90],
    ['1 h 05', 65],
    ['1h 30 min', 90],
    ['2H', 120],
    ['1u30', 90],
    ['45 minuten', 45],
  ])('is understood as it is written: %s', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes)
    expect(read({ minutes: text })).toMatchObject({ ok: true, input: { minutes } })
  })

  test('that is none says so, and none at all says another thing', () => {
    for (const minutes of ['long', '1h75', '-3', '1.5'])
      expect(read({ minutes }), minutes).toMatchObject({ faults: { minutes: { id: 'care.fault.minutes' } } })
    for (const minutes of ['0', '0h', '25h'])
      expect(read({ minutes }), minutes).toMatchObject({ faults: { minutes: { id: 'care.fault.minutes.none' } } })
    expect(read()).toMatchObject({ input: { minutes: null } })
  })
})

test('nobody was there at a contact that was missed, though the form proposes the person', () => {
  expect(read({ missed: 'not_there' })).toMatchObject({ input: { missed: 'not_there', who: [] } })
  expect(read()).toMatchObject({ input: { missed: null, who: ['person'] } })
})

test('the moment of a first meeting may be typed, and is not to come', () => {
  expect(readMeetingForm({ met_on: '2026-11-02', met_time: '14:30' })).toEqual({ ok: true, input: new Date('2026-11-02T13:30:00Z') })
  expect(readMeetingForm({ met_on: '2100-01-01', met_time: '14:30' })).toMatchObject({ faults: { met_on: expect.anything() } })
  expect(readMeetingForm({ met_on: '2026-11-02', met_time: '' })).toMatchObject({ faults: { met_time: expect.anything() } })
  expect(readMeetingForm({})).toMatchObject({ ok: true })
})
