import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { computeAccount } from '#modules/account/index.ts'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import { listTurns, type Turn } from './calendar.queries.server.ts'
import { dayIn, monthOf } from './days.ts'
import { countEncounters, countOwn, type EncounterInput, listEncounters, noteEncounter, takeBackEncounter } from './encounters.server.ts'
import { calendarFile } from './ics.ts'
import { addRound, addStop, closeStop, endRound, makeUnit, setRoundDay } from './rounds.commands.server.ts'

const world = useWorld()
const STOP = { name: 'Gare', territory_id: null, latitude: 50.6, longitude: 3.1, hint: null, is_public: true }

/** A team that goes out every day of the week of today, with one public stop and one that is not. */
const start = async ({ isPublic = true } = {}) => {
  const care = careIn(world)
  const network = await world.network({ isPublic })
  const [team, other] = [await care.team(network), await care.team(network)]
  const lead = await care.worker(team, { is_lead: true })
  const [worker, colleague] = [await care.worker(team), await care.worker(other)]
  const coordinator = await world.person({ network, role: 'coordinator' })
  await world.as(lead, (scope) => makeUnit(scope, network, team.id, true))
  const stop = (row: object) => world.as(worker, (scope) => addStop(scope, network, team.id, { ...STOP, ...row }))
  const [open, quiet] = [await stop({}), await stop({ name: 'Foyer', is_public: false })]
  const weekday = new Date(`${dayIn(0)}T12:00:00Z`).getUTCDay() || 7
  const stops = [open, quiet].map((id, at) => ({ stop_id: id, starts: `1${at}:00`, ends: `1${at}:45`, offers: ['talk' as const] }))
  const round = await world.as(worker, (scope) =>
    addRound(scope, network, team.id, { name: 'Tournée', weekday, on_day: null, stops }, dayIn(0)),
  )
  const turns = (who: Actor, until = 14): Promise<Turn[]> => world.as(who, (scope) => listTurns(scope, network, dayIn(0), dayIn(until)))
  const encounter = (row: Partial<EncounterInput> = {}): EncounterInput => ({
    id: randomUUID(),
    roundId: round,
    stopId: open,
    day: dayIn(0),
    ageBand: '26_39',
    gender: 'unknown',
    topics: ['housing'],
    orientation: 'guide',
    first: 'first',
    language: 'fr',
    ...row,
  })
  const note = (row: Partial<EncounterInput> = {}, who = worker) =>
    world.as(who, (scope) => noteEncounter(scope, network, team.id, encounter(row)))
  const counts = (who: Actor) => world.as(who, (scope) => countEncounters(scope, network, dayIn(0), dayIn(0)))
  return { network, team, lead, worker, colleague, coordinator, open, quiet, round, turns, encounter, note, counts }
}

describe('stops', () => {
  test('stand in the calendar every week, for anybody who looks; those that are not public for the team alone', async () => {
    const { turns, worker } = await start()
    expect((await turns(VISITOR)).map(({ stop, day, starts }) => [stop, day, starts])).toEqual([
      ['Gare', dayIn(0), '10:00'],
      ['Gare', dayIn(7), '10:00'],
      ['Gare', dayIn(14), '10:00'],
    ])
    expect((await turns(worker)).filter(({ isPublic }) => !isPublic)).toHaveLength(3)
  })

  test('of a closed network are shown to nobody outside of it', async () => {
    const { turns, coordinator } = await start({ isPublic: false })
    expect(await turns(VISITOR)).toEqual([])
    expect(await turns(coordinator)).not.toEqual([])
  })

  test('change or fall out on one day, with a reason that everybody reads; the other weeks stay', async () => {
    const { turns, worker, network, team, round } = await start()
    const set = (day: number, state: 'on' | 'changed' | 'cancelled', minutes: number) =>
      world.as(worker, (scope) => setRoundDay(scope, network, team.id, round, { day: dayIn(day), state, reason: 'weather', minutes }))
    await set(0, 'changed', 30)
    await set(7, 'cancelled', 0)
    expect((await turns(VISITOR)).map(({ state, starts, reason }) => [state, starts, reason])).toEqual([
      ['changed', '10:30', 'weather'],
      ['cancelled', '10:00', 'weather'],
      ['on', '10:00', null],
    ])
    await set(7, 'on', 0)
    expect((await turns(VISITOR)).map(({ state }) => state)).toEqual(['changed', 'on', 'on'])
  })

  test('end with the round, and where the team stops no more', async () => {
    const { turns, worker, network, team, round, open } = await start()
    await world.as(worker, (scope) => endRound(scope, network, team.id, round, dayIn(8)))
    expect(await turns(VISITOR)).toHaveLength(2)
    await world.as(worker, (scope) => closeStop(scope, network, team.id, open, dayIn(0)))
    expect(await turns(VISITOR)).toHaveLength(1)
  })

  test('are made by the team alone', async () => {
    const { network, team, colleague, coordinator } = await start()
    for (const who of [colleague, coordinator])
      await expect(world.as(who, (scope) => addStop(scope, network, team.id, STOP))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('people who were met', () => {
  test('have no name: the table has no column in which one could stand', async () => {
    const { rows } = await world.seed((owner) =>
      sql<{ column_name: string; data_type: string }>`select column_name, data_type from information_schema.columns
        where table_schema = 'outreach' and table_name = 'encounter' and data_type in ('text', 'bytea', 'jsonb', 'timestamp with time zone')`.execute(
        owner,
      ),
    )
    // Each of these has a list of what may stand in it, or says in which team it was.
    expect(rows.map(({ column_name }) => column_name).sort()).toEqual([
      'age_band',
      'first',
      'gender',
      'language',
      'network_id',
      'orientation',
      'service_id',
      'team',
    ])
  })

  test('are kept once, however often the same is sent, and not at a stop of another day', async () => {
    const { note, encounter, network, round, worker } = await start()
    const same = encounter()
    await note(same)
    await note(same)
    await expect(note({ day: dayIn(-1) })).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(worker, (scope) => listEncounters(scope, network, round, dayIn(0)))).toHaveLength(1)
  })

  test('are seen by the team, which can take one back, and by nobody else', async () => {
    const { note, encounter, network, team, worker, coordinator, colleague } = await start()
    const one = encounter()
    await note(one)
    const seen = (who: Actor) => world.as(who, (scope) => scope.selectFrom('outreach.encounter').select('id').execute())
    expect(await seen(worker)).toHaveLength(1)
    for (const who of [coordinator, colleague, VISITOR]) expect(await seen(who)).toEqual([])
    await expect(note({}, colleague)).rejects.toMatchObject({ code: 'not_found' })
    await world.as(worker, (scope) => takeBackEncounter(scope, network, team.id, one.id))
    expect(await seen(worker)).toEqual([])
  })
})

describe('counts', () => {
  const nOf = (counts: Awaited<ReturnType<typeof countEncounters>>, dimension: string, key = '') =>
    counts.find((count) => count.dimension === dimension && count.key === key)?.n

  test('are told to who coordinates, and a small one is not, nor the one that would give it away', async () => {
    const { note, counts, coordinator, worker, network, team } = await start()
    for (const _ of Array(9)) await note()
    for (const _ of Array(2)) await note({ ageBand: '60_over' })
    for (const _ of Array(6)) await note({ ageBand: '18_25' })
    const told = await counts(coordinator)
    expect(nOf(told, 'total')).toBe(17)
    expect(nOf(told, 'age', '60_over')).toBeNull()
    // Seventeen less nine less six would be two: the next smallest is hidden with it.
    expect(nOf(told, 'age', '18_25')).toBeNull()
    expect(nOf(told, 'age', '26_39')).toBe(9)
    expect(await counts(worker)).toEqual([])
    const own = (who: Actor) => world.as(who, (scope) => countOwn(scope, network, team.id, dayIn(0), dayIn(0)))
    expect(nOf(await own(worker), 'total')).toBe(17)
    await expect(own(coordinator)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('never let a count below the threshold through, nor one hidden count beside its whole', async () => {
    const { counts, coordinator, network, team, round, open } = await start()
    const ages = ['under_18', '18_25', '26_39', '40_59', '60_over', 'unknown'] as const
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 12 }), { minLength: 6, maxLength: 6 }), async (each) => {
        await world.seed(async (owner) => {
          await sql`delete from outreach.encounter where network_id = ${network}`.execute(owner)
          for (const [at, n] of each.entries())
            await sql`insert into outreach.encounter (network_id, id, service_id, round_id, stop_id, on_day, age_band, gender, orientation, first)
              select ${network}, gen_random_uuid(), ${team.id}, ${round}, ${open}, current_date, ${ages[at]}, 'unknown', 'nobody', 'unknown' from generate_series(1, ${n}::integer)`.execute(
              owner,
            )
        })
        const told = (await counts(coordinator)).filter(({ dimension }) => dimension === 'age')
        for (const [at, n] of each.entries()) {
          const shown = told.find(({ key }) => key === ages[at])?.n
          if (n > 0 && n < 5) expect(shown).toBeNull()
          else if (shown !== null && shown !== undefined) expect(shown).toBe(n)
        }
        // Whoever takes what is shown from the whole is left with enough people, or with a whole that is not told either.
        const left = told.reduce((sum, { key, n }) => (n === null ? sum + (each[ages.indexOf(key as 'unknown')] ?? 0) : sum), 0)
        expect(left === 0 || left >= 5 || told.every(({ n }) => n === null)).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  test('give the account of the year its figures, and none where nobody goes out', async () => {
    const { note, network, coordinator } = await start()
    for (const _ of Array(6)) await note()
    const year = Number(dayIn(0).slice(0, 4))
    const figure = async (of: string, id: string) => {
      const who = of === network ? coordinator : await world.person({ network: of })
      const { statements } = await world.as(who, (scope) => computeAccount(scope, { network: of, year }))
      return statements.find(({ indicator, period }) => indicator === id && period.to.startsWith(String(year)))?.quantity.value
    }
    expect(await figure(network, 'outreach.met')).toBe(6)
    expect(await figure(network, 'outreach.stops')).toBe(2)
    expect(await figure(await world.network(), 'outreach.met')).toBeUndefined()
  })
})

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
})

test('a month has its first and its last day, and what is none is the present one', () => {
  expect(monthOf('2028-02')).toEqual({ month: '2028-02', first: '2028-02-01', last: '2028-02-29' })
  expect(monthOf('2026-13').month).toBe(dayIn(0).slice(0, 7))
})
