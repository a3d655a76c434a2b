import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care.test-support.ts'
import { type DelayRow, readDelays } from './delays.queries.server.ts'
import { ANSWERS, type Count, delaysFrom, protectDelays } from './delays.server.ts'
import { nameOf, periodOf, quartersUntil } from './quarters.ts'

const world = useWorld()
const care = careIn(world)
const PERIOD = { from: '2026-07-01', to: '2026-09-30' }
const at = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
const after = (moment: Date, hours: number) => new Date(moment.getTime() + hours * 3_600_000)

const network = async () => {
  const id = await world.network()
  return {
    id,
    crisis: await care.team(id, '2A'),
    longTerm: await care.team(id, '2B'),
    coordinator: await world.person({ network: id, role: 'coordinator' }),
  }
}
type At = Awaited<ReturnType<typeof network>>
const request = async ({ id }: At, service: string, answeredAfter: number | null, more: object = {}) => {
  const sent = at('2026-08-03')
  const answer = answeredAfter === null ? {} : { answered_at: after(sent, answeredAfter) }
  const row = { to_service_id: service, sent_at: sent, answer_due: after(sent, 24), ...answer, ...more }
  const request = await care.request(id, await care.file(id), row)
  // A request begins when it is sent.
  if (answeredAfter !== null)
    await world.seed((owner) => sql`update care.request set state = 'accepted' where id = ${request}`.execute(owner))
}
const read = (here: At, actor: Actor = here.coordinator, period = PERIOD) => world.as(actor, (scope) => readDelays(scope, here.id, period))
const row = (rows: readonly DelayRow[], dim: string, key = '') => rows.find((each) => each.dim === dim && each.key === key)

describe('delays as the database counts them', () => {
  test('by team, function and who asked: in time, late, unanswered, with median and ninetieth percentile in hours', async () => {
    const here = await network()
    for (const hours of [2, 4, 6, 8, 30]) await request(here, here.crisis.id, hours)
    await request(here, here.crisis.id, null, { from_kind: 'police' })
    await request(here, here.longTerm.id, 1, { met_at: at('2026-08-05'), meeting_due: at('2026-08-06') })
    await request(here, here.longTerm.id, 1, { met_at: at('2026-08-09'), meeting_due: at('2026-08-06') })
    const rows = await read(here)
    expect(row(rows, 'all')).toMatchObject({ asked: 8, in_time: 6, late: 2, unanswered: 0, met_in_time: 1, met_late: 1, unmet: 5 })
    const crisis = row(rows, 'team', here.crisis.id)
    expect(crisis).toMatchObject({ asked: 6, in_time: 4, late: 2, unanswered: 0, care_function: '2A', answer_median: 7 })
    expect(crisis?.answer_p90).toBeGreaterThan(100)
    expect(row(rows, 'function', '2A')).toMatchObject({ asked: 6 })
    expect(row(rows, 'from', 'police')).toMatchObject({ asked: 1, late: 1 })
    expect(row(rows, 'team', here.longTerm.id)?.meeting_median).toBeCloseTo((47 + 143) / 2)
  })

  test('what is overdue is late, with the time gone by; what has time left, or was taken back in time, is not', async () => {
    const here = await network()
    await request(here, here.crisis.id, null)
    await request(here, here.crisis.id, null, { answer_due: new Date('2100-01-01') })
    await request(here, here.crisis.id, null, { answer_due: new Date(Date.now() - 60_000), from_kind: 'school' })
    await world.seed((owner) =>
      sql`update care.request set state = 'withdrawn' where from_kind = 'school' and network_id = ${here.id}`.execute(owner),
    )
    await world.seed((owner) =>
      sql`update care.request_step s set at = '2026-08-04' from care.request r where r.id = s.request_id and r.from_kind = 'school' and r.network_id = ${here.id}`.execute(
        owner,
      ),
    )
    await request(here, here.crisis.id, 2, { meeting_due: at('2026-08-06') })
    expect(row(await read(here), 'all')).toMatchObject({
      asked: 4,
      in_time: 1,
      late: 1,
      unanswered: 2,
      met_in_time: 0,
      met_late: 1,
      unmet: 0,
    })
  })

  test('of requests that were sent in the period, by the clock of Paris, and of no draft', async () => {
    const here = await network()
    await request(here, here.crisis.id, null, { sent_at: new Date('2026-06-30T22:30:00Z') })
    await request(here, here.crisis.id, null, { sent_at: new Date('2026-09-30T22:30:00Z') })
    await request(here, here.crisis.id, null, { sent_at: new Date('2026-06-30T21:30:00Z') })
    expect(row(await read(here), 'all')?.asked).toBe(1)
  })

  test('with the reasons for which no team took a request', async () => {
    const here = await network()
    for (const reason of ['full', 'full', 'not_reached'] as const)
      await care.put('care.refusal', {
        network_id: here.id,
        service_id: here.crisis.id,
        on_day: '2026-08-01',
        from_kind: 'carer',
        decision: 'declined',
        reason,
      })
    const rows = (await read(here)).filter(({ dim }) => dim === 'refusal')
    expect(rows.map(({ key, asked }) => [key, asked])).toEqual([
      ['full', 2],
      ['not_reached', 1],
    ])
  })

  test('are for who steers the network alone', async () => {
    const here = await network()
    await request(here, here.crisis.id, 2)
    const others = [
      await care.worker(here.crisis, { is_lead: true }),
      await world.person({ network: here.id }),
      await world.person({ network: await world.network(), role: 'coordinator' }),
      await world.person({ network: here.id, role: 'coordinator', validTo: '2021-01-01' }),
      VISITOR,
    ]
    for (const actor of others) expect(await read(here, actor)).toEqual([])
    for (const role of ['administrator', 'programme_manager'] as const)
      expect(await read(here, await world.person({ network: here.id, role }))).not.toEqual([])
  })

  test('are told of whole quarters and years only: a day less would tell of one person', async () => {
    const here = await network()
    for (const period of [
      { from: '2026-07-01', to: '2026-09-29' },
      { from: '2026-07-02', to: '2026-09-30' },
      { from: '2026-04-01', to: '2027-03-31' },
    ])
      await expect(read(here, here.coordinator, period)).rejects.toMatchObject({ code: '22023' })
    expect(await read(here, here.coordinator, { from: '2026-01-01', to: '2026-12-31' })).toHaveLength(1)
  })
})

const NO_TIMES = { answer_median: null, answer_p90: null, met_in_time: 0, met_late: 0, unmet: 0, meeting_median: null, meeting_p90: null }
/** Rows as the database would give them, for any requests. */
const rowsFor = (requests: readonly { team: number; kind: string; outcome: 0 | 1 | 2 }[]): DelayRow[] => {
  const functionOf = (team: number) => (team < 2 ? '2A' : team < 4 ? '2B' : null)
  const make = (dim: DelayRow['dim'], key: string, care_function: string | null, some: typeof requests): DelayRow => {
    const n = (outcome: number) => some.filter((each) => each.outcome === outcome).length
    return {
      dim,
      key,
      name: key,
      care_function,
      asked: some.length,
      in_time: n(0),
      late: n(1),
      unanswered: n(2),
      ...NO_TIMES,
      answer_median: 5,
      answer_p90: 9,
    }
  }
  const distinct = <T>(values: readonly T[]) => [...new Set(values)]
  return [
    make('all', '', null, requests),
    ...distinct(requests.map(({ team }) => functionOf(team))).map((f) =>
      make(
        'function',
        f ?? '',
        f,
        requests.filter(({ team }) => functionOf(team) === f),
      ),
    ),
    ...distinct(requests.map(({ team }) => team)).map((team) =>
      make(
        'team',
        `t${team}`,
        functionOf(team),
        requests.filter((each) => each.team === team),
      ),
    ),
    ...distinct(requests.map(({ kind }) => kind)).map((kind) =>
      make(
        'from',
        kind,
        null,
        requests.filter((each) => each.kind === kind),
      ),
    ),
  ]
}
const some = fc.array(
  fc.record({
    team: fc.nat({ max: 5 }),
    kind: fc.constantFrom('carer', 'police', 'school'),
    outcome: fc.constantFrom(0, 1, 2) as fc.Arbitrary<0 | 1 | 2>,
  }),
  { maxLength: 120 },
)

describe('delays as they are shown', () => {
  test('no number from 1 to the threshold less one is shown, at any threshold', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 11 }), (requests, threshold) => {
        const lines = protectDelays(rowsFor(requests), ANSWERS, threshold) ?? []
        for (const { total, counts } of lines)
          for (const count of [total, ...counts]) if (count !== null) expect(count === 0 || count >= threshold).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('no hidden number is found by adding and subtracting what is shown: each sum has none hidden, or two', () => {
    fc.assert(
      fc.property(some, (requests) => {
        const lines = protectDelays(rowsFor(requests), ANSWERS, 5)
        if (lines === null) return
        const of = (level: string) => lines.filter((line) => line.level === level)
        const hidden = (counts: readonly Count[]) => counts.filter((count) => count === null).length
        const whole = of('all')[0]
        for (const line of [...of('team'), ...of('from'), ...of('all')]) expect(hidden([line.total, ...line.counts])).not.toBe(1)
        for (const column of [0, 1, 2] as const)
          for (const level of ['team', 'from'])
            expect(hidden([whole?.counts[column] ?? null, ...of(level).map(({ counts }) => counts[column])])).not.toBe(1)
        // The teams of the rows above are t0 and t1 for 2A, t2 and t3 for 2B.
        for (const [code, names] of [
          ['2A', ['t0', 't1']],
          ['2B', ['t2', 't3']],
          ['', ['t4', 't5']],
        ] as const) {
          const teams = of('team').filter(({ key }) => (names as readonly string[]).includes(key))
          const its = of('function').find(({ key }) => key === code)
          if (its !== undefined) expect(hidden([its.total, ...teams.map(({ total }) => total)])).not.toBe(1)
        }
        expect(hidden(of('from').map(({ total }) => total))).not.toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  test('a median stands only where the number behind it can be known and is not small; the ninth of ten where it is nobody’s own', () => {
    const requests = (n: number, outcome: 0 | 1 | 2) => Array.from({ length: n }, () => ({ team: 0, kind: 'carer', outcome }))
    const line = (...given: ReturnType<typeof requests>[]) =>
      protectDelays(rowsFor(given.flat()), ANSWERS, 5)?.find(({ level }) => level === 'team')
    expect(line(requests(6, 0))).toMatchObject({ share: 1, median: 5, p90: null })
    expect(line(requests(10, 0), requests(10, 1))).toMatchObject({ share: 0.5, median: 5, p90: 9 })
    expect(line(requests(20, 0), requests(2, 1))?.share).toBe(null)
    expect(line(requests(3, 0), requests(20, 2))).toMatchObject({ median: null, p90: null })
  })

  test('fewer than the threshold in all say nothing at all', () => {
    const rows = rowsFor([{ team: 0, kind: 'carer', outcome: 0 }])
    expect(delaysFrom(rows, 5).answer).toBe(null)
  })
})

test('quarters are named, begin and end where they do, and the last eight can be chosen', () => {
  const quarters = quartersUntil('2026-11-22')
  expect(quarters.map(nameOf)).toEqual(['2026-4', '2026-3', '2026-2', '2026-1', '2025-4', '2025-3', '2025-2', '2025-1'])
  expect(quarters.slice(0, 4).map(periodOf)).toEqual([
    { from: '2026-10-01', to: '2026-12-31' },
    { from: '2026-07-01', to: '2026-09-30' },
    { from: '2026-04-01', to: '2026-06-30' },
    { from: '2026-01-01', to: '2026-03-31' },
  ])
})
