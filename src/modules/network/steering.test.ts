import { describe, expect, test } from 'vitest'
import { computeAccount, currentFigures } from '#modules/account/index.ts'
import { OPERATOR } from '#platform/actor.ts'
import { expectSafeSvg, HOSTILE, wordsIn } from '#platform/drawing/svg.test-support.ts'
import { useWorld } from '#test/world.ts'
import { listConversions } from './beds.queries.server.ts'
import { courseOf } from './beds.ts'
import { AGREEMENTS, ORGANISATIONS, TEAMS } from './demonstration/invented-beds.ts'
import { loadNetworkDemonstration } from './demonstration/load.server.ts'
import { inventedLoad, inventedMeetings } from './demonstration/turns.ts'
import { niceUp } from './render/axes.server.ts'
import { bedsCourse } from './render/beds-course.server.ts'
import { loadCourse } from './render/load-course.server.ts'

const world = useWorld()
const TODAY = '2026-11-22'
const filled = async () => {
  const network = await world.network()
  await world.as(OPERATOR, (scope) => loadNetworkDemonstration(scope, network, TODAY))
  return { network, noor: await world.person({ network, role: 'reader' }) }
}

describe('network: the year’s account', () => {
  test('counts what is out of use at the end of the year, what was held and decided in it, and each figure is its rows', async () => {
    const { network, noor } = await filled()
    const { statements } = await world.as(noor, (scope) => computeAccount(scope, { network, year: 2025 }))
    const of = (indicator: string, part?: string) =>
      statements.find(
        (each) =>
          each.indicator === indicator && each.period.to === '2025-12-31' && (Object.values(each.dimensions)[0] ?? '') === (part ?? ''),
      )
    // By hand from the invented agreements: 24 + 15 + 10 + 12 frozen, 30 closed.
    expect(of('steering.beds.out')?.quantity.value).toBe(91)
    expect(of('steering.beds.out', 'frozen')?.quantity.value).toBe(61)
    expect(of('steering.beds.out', 'closed')?.quantity.value).toBe(30)
    expect(of('steering.fte.freed')?.quantity.value).toBe(44.15)
    expect(of('steering.beds.out')).toMatchObject({
      period: { kind: 'as_of' },
      origin: { kind: 'computed', from: { source: 'invented-steering' } },
    })
    const held = inventedMeetings(TODAY).filter(({ state, held_on }) => state === 'held' && held_on.startsWith('2025'))
    expect(of('steering.meetings')?.quantity.value).toBe(held.length)
    expect(of('steering.decisions')?.quantity.value).toBe(held.flatMap(({ decisions }) => decisions).length)
    const done = inventedMeetings(TODAY)
      .flatMap(({ decisions }) => decisions)
      .filter(({ settled_on }) => settled_on?.startsWith('2025'))
    expect(of('steering.decisions.done')?.quantity.value).toBe(done.length)
    expect(of('steering.seats')?.quantity.value).toBe(14)
    expect(of('steering.seats.filled')).toMatchObject({ quantity: { value: 11 }, origin: { rows: 14 } })
  })
  test('an empty seat is a figure, and no seat at all is none', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'reader' })
    const filledSeats = async () => {
      const { statements } = await world.as(noor, (scope) => computeAccount(scope, { network, year: 2026 }))
      return statements.find(({ indicator, dimensions }) => indicator === 'steering.seats.filled' && Object.keys(dimensions).length === 0)
        ?.quantity.value
    }
    expect(await filledSeats()).toBeUndefined()
    await world.seed(async (owner) => {
      await owner
        .insertInto('network.committee')
        .values({ network_id: network, id: 'c', kind: 'network', care_function: null, name: 'C', purpose: null, closed_on: null })
        .execute()
      await owner
        .insertInto('network.seat')
        .values({
          network_id: network,
          committee_id: 'c',
          id: 's',
          college: 'carers',
          label: null,
          valid_from: '2026-01-01',
          valid_to: null,
        })
        .execute()
    })
    expect(await filledSeats()).toBe(0)
    // A committee that has ended takes its seats along.
    await world.seed((owner) =>
      owner.updateTable('network.committee').set({ closed_on: '2026-06-30' }).where('network_id', '=', network).execute(),
    )
    expect(await filledSeats()).toBeUndefined()
  })
  test('the plan reads its indicators as they stand; counts of persons supported are for the account alone', async () => {
    const { network, noor } = await filled()
    const figures = await world.as(noor, (scope) =>
      currentFigures(scope, network, ['steering.beds.out', 'reform.people.supported', 'reform.beds.converted'], {
        year: 2026,
        language: 'en',
      }),
    )
    expect(figures.find(({ indicator }) => indicator === 'steering.beds.out')).toMatchObject({ shown: '111', unit: 'beds' })
    expect(figures.find(({ indicator }) => indicator === 'reform.people.supported')).toMatchObject({ shown: null, address: null })
  })
})

describe('network: the demonstration', () => {
  test('is the same for the same day, and says of everything that it is invented', () => {
    expect(inventedMeetings(TODAY)).toEqual(inventedMeetings(TODAY))
    for (const team of TEAMS) expect(inventedLoad(team, TODAY)).toEqual(inventedLoad(team, TODAY))
    for (const { name } of [...ORGANISATIONS, ...TEAMS]) expect(name).toMatch(/\((inventé|verzonnen)\)$/)
  })
  test('leaves the years of published figures alone', () => {
    expect(AGREEMENTS.flatMap(({ events }) => events.map(({ on }) => on)).every((on) => on >= '2021-01-01')).toBe(true)
  })
})

describe('network: pictures', () => {
  test('beds over time are one safe image a width, with the words at their end', async () => {
    const { network, noor } = await filled()
    const conversions = await world.as(noor, (scope) => listConversions(scope, network))
    const drawn = bedsCourse({
      id: 'beds',
      title: HOSTILE,
      summary: HOSTILE,
      language: 'fr',
      steps: courseOf(conversions, TODAY),
      until: TODAY,
      labels: { frozen: `81 gelés ${HOSTILE}`, closed: '30 fermés' },
    })
    for (const svg of [drawn?.wide ?? '', drawn?.narrow ?? '']) {
      expectSafeSvg(svg)
      expect(wordsIn(svg)).toContain('30fermés')
    }
  })
  test('there is no picture of one day, and none of nothing', () => {
    const said = { id: 'load', title: 't', summary: 's', language: 'fr' as const }
    expect(loadCourse({ ...said, series: [{ label: '3', points: [{ on: TODAY, value: 3 }] }] })).toBeNull()
    expect(bedsCourse({ ...said, steps: [], until: TODAY, labels: { frozen: '', closed: '' } })).toBeNull()
    const two = loadCourse({
      ...said,
      series: [
        {
          label: '3 followed',
          points: [
            { on: TODAY, value: 0 },
            { on: '2026-11-29', value: 0 },
          ],
        },
      ],
    })
    expectSafeSvg(two?.narrow ?? '')
  })
  test('an axis ends at a number that reads well and holds everything', () => {
    for (const most of [0, 0.4, 1, 3, 9, 11, 111, 147, 161, 999, 1671]) {
      expect(niceUp(most)).toBeGreaterThanOrEqual(most)
      expect(niceUp(most)).toBeLessThanOrEqual(Math.max(1, most * 1.7))
    }
  })
})
