import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { careIn } from '../../care/care.test-support.ts'
import { SEALED } from '../../care/sealed.test-support.ts'
import { ALERT_MOVES, ALERT_STATES, type AlertState, afterMove, exampleHours, isDue, isSettled } from './machine.ts'

const world = useWorld()
const care = careIn(world)
const moves = fc.array(fc.constantFrom(...ALERT_MOVES), { maxLength: 40 })

describe('an alert', () => {
  test('is in a known state whatever happens, and what is over stays over', () => {
    fc.assert(
      fc.property(moves, (way) => {
        let state: (typeof ALERT_STATES)[number] = 'open'
        for (const move of way) {
          const next = afterMove(state, move)
          if (isSettled(state)) expect(next).toBeNull()
          if (next !== null) state = next
          expect(ALERT_STATES).toContain(state)
        }
        expect(state === 'done').toBe(way.includes('finish'))
      }),
    )
  })

  test('ends in one way: somebody writes down what was done', () => {
    expect(ALERT_STATES.filter(isSettled)).toEqual(['done'])
    for (const state of ['open', 'escalated'] as const)
      expect(ALERT_MOVES.filter((move) => afterMove(state, move) === 'done')).toEqual(['finish'])
  })

  test('is due as long as it is not over, whatever was tried, from its moment on', () => {
    fc.assert(
      fc.property(moves, fc.date({ noInvalidDate: true }), fc.integer({ min: -1000, max: 1000 }), (way, dueAt, shift) => {
        const state = way.reduce<(typeof ALERT_STATES)[number]>((at, move) => afterMove(at, move) ?? at, 'open')
        const now = new Date(dueAt.getTime() + shift)
        if (Number.isNaN(now.getTime())) return
        expect(isDue({ state, dueAt }, now)).toBe(state !== 'done' && shift >= 0)
      }),
    )
  })

  test('gives a crisis team four hours and every other a day', () => {
    expect(['2A', '2B', '3', null].map(exampleHours)).toEqual([4, 24, 24, 24])
  })

  test('goes exactly these ways in the database as well, and ends there too with what was done', async () => {
    const network = await world.network()
    const team = await care.team(network)
    const worker = await care.worker(team)
    const person = await care.file(network)
    const key = { network_id: network, person_id: person }
    const alertIn = async (state: AlertState, isWritten: boolean) => {
      const answering = await care.put('measures.answering', {
        ...{ ...key, id: crypto.randomUUID(), instrument: 'phq-9', pack_version: '1', language: 'fr', service_id: null },
        ...{ started_by: worker.personId, finished_at: new Date(), content: SEALED },
      } as never)
      const id = await care.put('measures.alert', {
        ...{ ...key, id: crypto.randomUUID(), service_id: team.id, answering_id: answering, due_at: new Date(), state },
      } as never)
      const happened = { happened_at: new Date(), how: 'spoke', by_id: worker.personId }
      if (isWritten)
        await care.put('measures.alert_step', { network_id: network, alert_id: id, seq: 1, what: 'done', ...happened } as never)
      return id
    }
    const goes = (id: string, to: AlertState) =>
      world
        .seed((owner) => sql`update measures.alert set state = ${to} where id = ${id}`.execute(owner))
        .then(
          () => true,
          () => false,
        )
    for (const from of ALERT_STATES)
      for (const to of ALERT_STATES.filter((each) => each !== from)) {
        const isOne = ALERT_MOVES.some((move) => afterMove(from, move) === to)
        expect(await goes(await alertIn(from, true), to), `${from} → ${to}`).toBe(isOne)
        if (to === 'done') expect(await goes(await alertIn(from, false), to), `${from} → ${to}, and nobody wrote anything`).toBe(false)
      }
  })
})
