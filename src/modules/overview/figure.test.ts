import { describe, expect, test } from 'vitest'
import { noteMeeting } from '#modules/network/meetings.commands.server.ts'
import type { Actor } from '#platform/actor.ts'
import { found } from '#platform/problem.ts'
import { dayIn } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { bringToCommittee } from './agenda.server.ts'
import { readDashboard } from './dashboard.server.ts'
import { csvOf } from './export.server.ts'
import { readFigure } from './figure.server.ts'
import { quotesOfFunction, readFunction } from './function.server.ts'
import { countingIn, TODAY } from './overview.test-support.ts'
import { nameOf } from './period.ts'
import { quotesOf } from './screen/quotes.ts'
import { speechOf } from './speech.server.ts'

const world = useWorld()
const { care, network, ask, stay } = countingIn(world)
const speech = speechOf('en')

const start = async () => {
  const here = await network()
  await ask(here, '2025-02-03T10:00:00Z', 'form', 12)
  await ask(here, '2025-02-03T10:00:00Z', 'telephone', 14)
  await ask(here, '2025-05-03T10:00:00Z', 'form', 11)
  const of = (row: string, period: string) => ({ network: here.id, table: 'way', row, period, lang: 'en' })
  const figure = (row: string, period: string, actor = here.coordinator) =>
    world.as(actor, async (scope) => found(await readFigure(scope, actor, of(row, period), TODAY)))
  return { here, of, figure }
}

describe('a number of the dashboard', () => {
  test('leads to what it was in the periods before, each as the dashboard of that period tells it', async () => {
    const { figure } = await start()
    const { course, columns, table, line } = await figure('form', '2025-2')
    expect(columns).toEqual(['Number', 'Share'])
    expect(course.slice(0, 3).map(({ period, cells }) => [nameOf(period), cells?.[0]?.value])).toEqual([
      ['2025-2', 11],
      ['2025-1', 12],
      ['2024-4', 0],
    ])
    expect(quotesOf(table, line, speech.say)[0]?.text).toContain(': 11, Q1 2025: 12')
  })

  test('tells nothing of what is hidden: not in the course, and not for the agenda', async () => {
    const { here, figure } = await start()
    await ask(here, '2025-05-04T10:00:00Z', 'telephone', 2)
    const { course, table, line } = await figure('telephone', '2025-2')
    expect(course[0]?.cells?.map(({ value }) => value)).toEqual([null, null])
    expect(quotesOf(table, line, speech.say)).toEqual([])
  })

  test('is nobody else\u2019s, and what is no row of the dashboard is not found', async () => {
    const { here, figure } = await start()
    const stranger = await care.worker(here.crisis, { is_lead: true })
    await expect(figure('form', '2025-2', stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(figure('nothing', '2025-2')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('goes to the agenda of a meeting with its period and what it was before', async () => {
    const { here, of } = await start()
    const committee = crypto.randomUUID()
    await care.put('network.committee', { network_id: here.id, id: committee, kind: 'network', name: 'Committee' })
    const planned = { held_on: TODAY_PLUS, state: 'planned', place: null, agenda: null, attendance: [] } as const
    const { id } = await world.as(here.coordinator, (scope) => noteMeeting(scope, here.coordinator, here.id, committee, planned))
    const send = (figure: string) =>
      world.as(here.coordinator, async (scope) => {
        const { view, table, line, period } = found(await readFigure(scope, here.coordinator, of('form', '2025-2'), TODAY))
        const quotes = quotesOf(table, line, speech.say)
        const quoted = { network: here.id, quotes, period, countedAt: view.countedAt, lang: 'en' }
        return bringToCommittee(scope, here.coordinator, quoted, { figure, meeting: id, remark: 'Why?' })
      })
    expect(await send('way/telephone/0')).toMatchObject({ faults: { figure: {} } })
    expect(await send('way/form/0')).toEqual({ meeting: id })
    const [meeting] = await world.seed((owner) => owner.selectFrom('network.meeting').select('agenda').where('id', '=', id).execute())
    expect(meeting?.agenda).toMatch(/11, Q1 2025: 12 \(quarter 2 of 2025, .*\)\n {2}Why\?/)
  })
})

test('the file has every table of the page with what it counts, each number once with its own period', async () => {
  const { here } = await start()
  const { dashboard } = await world.as(here.coordinator, (scope) =>
    readDashboard(scope, here.coordinator, here.id, '2025-2', speech, TODAY),
  )
  const lines = csvOf(dashboard, speech.say).trim().split('\r\n')
  const way = lines.filter((line) => line.includes(',requests,By which way,'))
  expect(way.map((line) => line.split(',')[1])).toContain('2025-1')
  expect(way[0]).toContain('drafts do not count')
})

test('a register that other modules keep is told of the year alone: the year less its quarters would tell the one that is hidden', async () => {
  const here = await network()
  const worker = await care.worker(here.longTerm)
  for (let at = 0; at < 8; at += 1) {
    const file = await care.file(here.id)
    await care.put('paths.early', {
      network_id: here.id,
      episode_id: await stay(here.longTerm, file, '2B', at < 6 ? '2025-02-01' : '2025-05-01', null),
      person_id: file,
      service_id: here.longTerm.id,
      signs_on: null,
      asked_on: null,
      treated_on: null,
      written_by: worker.personId,
    })
  }
  const told = async (period: string) => {
    const { dashboard } = await world.as(here.coordinator, (scope) =>
      readDashboard(scope, here.coordinator, here.id, period, speech, TODAY),
    )
    return dashboard.tables.find(({ key }) => key === 'early')?.rows.map(({ cells }) => cells[0]?.value)
  }
  expect((await told('2025'))?.[0]).toBe(8)
  for (const quarter of ['2025-1', '2025-2']) expect(await told(quarter)).toEqual(await told('2025'))
})

test('one function stands quarter by quarter, in the numbers that the pages of each quarter tell; a stranger finds nothing', async () => {
  const { here } = await start()
  for (let at = 0; at < 7; at += 1) await stay(here.crisis, await care.file(here.id), '2A', '2025-05-01', null)
  const see = (actor: Actor) => world.as(actor, (scope) => readFunction(scope, actor, here.id, '2A', '2025-08-01'))
  const { quarters } = await see(here.coordinator)
  expect(
    quarters.slice(0, 3).map(({ period, requests, followed, isUnderWay }) => [nameOf(period), requests, followed, isUnderWay]),
  ).toEqual([
    ['2025-3', 0, 7, true],
    ['2025-2', 11, 7, false],
    ['2025-1', 26, 0, false],
  ])
  const quoted = quotesOfFunction(quarters, '2A', 'en')
  expect(quoted?.quotes.map(({ text }) => text)).toContain('Function 2A · Requests : 11, Q1 2025 : 26')
  await expect(see(await care.worker(here.crisis, { is_lead: true }))).rejects.toMatchObject({ code: 'not_found' })
})

const TODAY_PLUS = dayIn(7)
