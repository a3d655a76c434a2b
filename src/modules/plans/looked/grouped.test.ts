import { expect, test } from 'vitest'
import { grouped } from './grouped.ts'

const look = (seq: number, at: string, more: object = {}) => ({
  ...{ seq, at: new Date(at), kind: 'read' as const, action: 'care.readFile', reason: null, name: 'Paz', team: 'Équipe', profession: null },
  ...{ isCircle: false, ...more },
})

test('somebody who opens the same page three times on a day is one line, with the last time; another day, act, person or reason is another', () => {
  const lines = grouped([
    look(7, '2026-11-22T10:00:00Z'),
    look(6, '2026-11-22T09:30:00Z', { action: 'care.writeContact' }),
    look(5, '2026-11-22T09:00:00Z'),
    look(4, '2026-11-22T08:00:00Z'),
    look(3, '2026-11-22T07:00:00Z', { name: 'Dina' }),
    look(2, '2026-11-22T06:00:00Z', { reason: 'visit' }),
    look(1, '2026-11-21T10:00:00Z'),
  ])
  expect(lines.map(({ seq, times }) => [seq, times])).toEqual([
    [7, 3],
    [6, 1],
    [3, 1],
    [2, 1],
    [1, 1],
  ])
})
