import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { type Counting, EXAMPLE, LIMITS } from './counting.ts'
import { readDashboard } from './dashboard.server.ts'
import { readDelayTables } from './delays.server.ts'
import { csvOf } from './export.server.ts'
import { countingIn, only, TODAY } from './overview.test-support.ts'
import { setCounting } from './settings.commands.server.ts'
import { readCounting, settingCounts } from './settings.queries.server.ts'
import { sendSettings } from './settings.server.ts'
import { speechOf } from './speech.server.ts'

const world = useWorld()
const { care, network, read, ask, stay, contact } = countingIn(world)
type Here = Awaited<ReturnType<typeof network>>
const daysOn = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const LEFT = '2025-02-01'
const OTHER: Counting = { soonDays: 10, backDays: 45, seenDays: 3, onwardDays: 14 }

const manager = (here: Here) => world.person({ network: here.id, role: 'programme_manager' })
const decide = (actor: Actor, here: Here, counting: Partial<Counting>, fromYear: number, version = 0) =>
  world.as(actor, (scope) => setCounting(scope, actor, here.id, { ...EXAMPLE, ...counting, fromYear, version }))

describe('the days with which a network counts', () => {
  test('are the examples of the issue until somebody decides, in code and database alike', async () => {
    const here = await network()
    expect(await world.as(here.coordinator, (scope) => readCounting(scope, here.id, 2025))).toEqual(EXAMPLE)
    await read(here)
    expect(await world.as(here.coordinator, (scope) => readCounting(scope, here.id, 2025))).toEqual(EXAMPLE)
  })

  test('decide who came back, went on and was seen, as the code would count them', async () => {
    const people = fc.array(
      fc.record({ back: fc.integer({ min: 1, max: 120 }), onward: fc.integer({ min: 0, max: 60 }), seen: fc.integer({ min: 1, max: 40 }) }),
      {
        minLength: 3,
        maxLength: 6,
      },
    )
    const counting = fc.record({
      soonDays: fc.integer({ min: 1, max: 60 }),
      backDays: fc.integer({ min: 61, max: 120 }),
      seenDays: fc.integer({ min: 1, max: 40 }),
      onwardDays: fc.integer({ min: 1, max: 60 }),
    })
    await fc.assert(
      fc.asyncProperty(people, counting, async (those, days) => {
        const here = await network()
        await decide(await manager(here), here, days, 2025)
        const worker = await care.worker(here.longTerm)
        for (const { back, onward, seen } of those) {
          const id = await care.file(here.id)
          await stay(here.crisis, id, '2A', '2025-01-10', LEFT)
          await stay(here.longTerm, id, '2B', daysOn(LEFT, onward), null)
          await care.request(here.id, id, { to_service_id: here.crisis.id, sent_at: new Date(`${daysOn(LEFT, back)}T10:00:00Z`) })
          const other = await care.file(here.id)
          await stay(here.stay, other, '4', '2025-01-10', LEFT)
          const next = await stay(here.longTerm, other, '2B', LEFT, null)
          await contact(here.longTerm, other, next, `${daysOn(LEFT, seen)}T10:00:00Z`, worker)
        }
        const rows = await read(here)
        const told = (words: string, n: number) => (n === 0 ? [] : [`${words} ${n}`])
        const count = (is: (one: (typeof those)[number]) => boolean) => those.filter(is).length
        expect(only(rows, 'return').filter((line) => line.startsWith('2A'))).toEqual([
          ...told(
            '2A d30',
            count(({ back }) => back <= days.soonDays),
          ),
          ...told(
            '2A d90',
            count(({ back }) => back > days.soonDays && back <= days.backDays),
          ),
          ...told(
            '2A none',
            count(({ back }) => back > days.backDays),
          ),
        ])
        const later = count(({ onward }) => onward > days.onwardDays)
        expect(only(rows, 'flow').filter((line) => line.startsWith('2A') || line.startsWith('outside 2B'))).toEqual([
          ...told('2A 2B', those.length - later),
          ...told('2A home', later),
          ...told('outside 2B', later),
        ])
        expect(only(rows, 'continuity')).toEqual([
          ...told(
            'no',
            count(({ seen }) => seen > days.seenDays),
          ),
          ...told(
            'yes',
            count(({ seen }) => seen <= days.seenDays),
          ),
        ])
      }),
      { numRuns: 6 },
    )
  })

  test('never change for a year that was told: two ways of counting it would tell of one person', async () => {
    const here = await network()
    const who = await manager(here)
    for (let at = 0; at < 12; at += 1) {
      const id = await care.file(here.id)
      await stay(here.crisis, id, '2A', '2025-01-10', LEFT)
      if (at < 6)
        await care.request(here.id, id, {
          to_service_id: here.crisis.id,
          sent_at: new Date(`${daysOn(LEFT, at === 0 ? 30 : 5)}T10:00:00Z`),
        })
    }
    expect(only(await read(here), 'return')).toEqual(['2A d30 6', '2A none 6'])
    await expect(decide(who, here, { soonDays: 29 }, 2025)).rejects.toMatchObject({ code: 'conflict' })
    // Past the program as well: the policy refuses the row, and a row that came before leaves the year as it was.
    await expect(
      world.as(who, (scope) =>
        scope.insertInto('overview.counting').values({ network_id: here.id, from_year: 2024, soon_days: 29 }).execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await care.put('overview.counting', { network_id: here.id, from_year: 2024, soon_days: 29 })
    expect(only(await read(here), 'return')).toEqual(['2A d30 6', '2A none 6'])
    expect(await world.as(who, (scope) => readCounting(scope, here.id, 2025))).toEqual(EXAMPLE)
    await decide(who, here, { soonDays: 29 }, 2026)
    expect(await world.as(who, (scope) => readCounting(scope, here.id, 2026))).toEqual({ ...EXAMPLE, soonDays: 29 })
  })

  test('of a demonstration, where everybody is invented, hold at once: the year is counted anew', async () => {
    const here = await network()
    await world.seed((owner) => owner.updateTable('platform.network').set({ is_demonstration: true }).where('id', '=', here.id).execute())
    const id = await care.file(here.id)
    await stay(here.crisis, id, '2A', '2025-01-10', LEFT)
    await care.request(here.id, id, { to_service_id: here.crisis.id, sent_at: new Date(`${daysOn(LEFT, 20)}T10:00:00Z`) })
    const kept = async () =>
      (await world.as(here.coordinator, (scope) => readDashboard(scope, here.coordinator, here.id, '2025', speechOf('en'), TODAY))).view
    expect((await kept()).counting).toEqual(EXAMPLE)
    expect(only(await read(here), 'return')).toEqual(['2A d30 1'])
    await decide(await manager(here), here, OTHER, 2024)
    // Within the hour for which counts are kept.
    expect((await kept()).counting).toEqual(OTHER)
    expect(only(await read(here), 'return')).toEqual(['2A d90 1'])
  })
})

describe('who decides', () => {
  test('is who leads or administers the network: a coordinator reads what holds and changes nothing', async () => {
    const here = await network()
    await expect(decide(here.coordinator, here, OTHER, 2025)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      world.as(here.coordinator, (scope) =>
        scope.insertInto('overview.counting').values({ network_id: here.id, from_year: 2025 }).execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    const stranger = await world.person({ network: await world.network(), role: 'administrator' })
    await expect(world.as(stranger, (scope) => settingCounts(scope, stranger, here.id, TODAY))).rejects.toMatchObject({ code: 'not_found' })
    await expect(decide(stranger, here, OTHER, 2025)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('reads what is wrong at its field, and what somebody else decided meanwhile beside what was typed', async () => {
    const here = await network()
    const who = await manager(here)
    const send = (typed: Record<string, string>) =>
      world.as(who, (scope) =>
        sendSettings(scope, who, here.id, { of: 'counting', version: '0', from_year: '2024', ...typed }, '2026-11-22'),
      )
    const days = { soon_days: '10', back_days: '45', seen_days: '3', onward_days: '14' }
    expect(await send({ ...days, soon_days: '45', seen_days: '91' })).toMatchObject({
      status: 422,
      answer: { faults: { back_days: { id: 'overview.settings.fault.order' }, seen_days: { values: { least: '1', most: '90' } } } },
    })
    expect(await send(days)).toBeNull()
    expect(await send({ ...days, seen_days: '5' })).toMatchObject({
      status: 409,
      answer: { theirs: [{ name: 'seen_days', value: '3' }], version: '1' },
    })
    // Somebody looked at the numbers since: the next year is offered instead.
    await read(here, who, 2026)
    expect(await send({ ...days, version: '1' })).toMatchObject({ status: 409, answer: { typed: { from_year: '2027' } } })
    for (const [name, [least, most]] of Object.entries(LIMITS))
      expect(EXAMPLE[name as keyof Counting] >= least && EXAMPLE[name as keyof Counting] <= most).toBe(true)
  })
})

test('tables, definitions and the file name the days that hold, and never show a count that is too small', async () => {
  const here = await network()
  await decide(await manager(here), here, OTHER, 2025)
  for (let at = 0; at < 14; at += 1) {
    const id = await care.file(here.id)
    await stay(here.crisis, id, '2A', '2025-01-10', LEFT)
    await stay(here.stay, id, '4', '2025-01-10', LEFT)
    if (at < 7) await care.request(here.id, id, { to_service_id: here.crisis.id, sent_at: new Date(`${daysOn(LEFT, 5)}T10:00:00Z`) })
  }
  const { dashboard } = await world.as(here.coordinator, (scope) =>
    readDashboard(scope, here.coordinator, here.id, '2025', speechOf('en'), TODAY),
  )
  const returns = dashboard.tables.find(({ key }) => key === 'returns')
  expect(returns?.columns).toEqual(
    expect.arrayContaining(['within 10 days', 'from day 11 to day 45', 'Share at 10 days', 'Share at 45 days']),
  )
  const file = csvOf(dashboard, speechOf('en').say)
  for (const words of ['within 10 or 45 days', 'no contact within 3 days', 'begins within 14 days']) expect(file).toContain(words)
})

test('the file has the delays of each quarter, as their page tells them: what is hidden there is hidden here', async () => {
  const here = await network()
  await ask(here, '2025-02-03T10:00:00Z', 'form', 12)
  await ask(here, '2025-05-03T10:00:00Z', 'form', 2)
  const { view } = await world.as(here.coordinator, (scope) =>
    readDashboard(scope, here.coordinator, here.id, '2025', speechOf('en'), TODAY),
  )
  const tables = await world.as(here.coordinator, (scope) => readDelayTables(scope, view, speechOf('en').say, TODAY))
  expect(tables.filter(({ key }) => key.startsWith('delays-answer')).map(({ key }) => key)).toEqual(['delays-answer-2025-1'])
  const [all] = tables[0]?.rows ?? []
  expect(all?.label).toBe('The whole network')
  expect(all?.cells[0]).toMatchObject({ kind: 'count', value: 12, of: { year: 2025, quarter: 1 } })
})
