import { expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import { documentOf } from './compose/document.server.ts'
import { traceOf } from './compose/trace.server.ts'
import { computeAccount } from './data.server.ts'
import { readAllRows, readRows } from './queries.server.ts'

const world = useWorld()
const care = careIn(world)

const network = async () => {
  const id = await world.network()
  const crisis = await care.team(id, '2A')
  const ask = async (state: 'sent' | 'withdrawn', times: number, sent = '2025-02-03T10:00:00Z') => {
    for (let at = 0; at < times; at += 1) {
      const file = await care.file(id)
      const request = await care.request(id, file, { to_service_id: crisis.id, sent_at: new Date(sent), answer_due: new Date(sent) })
      if (state === 'withdrawn')
        await world.seed((owner) => owner.updateTable('care.request').set({ state }).where('id', '=', request).execute())
      await care.episode(crisis, file, { entered_on: '2025-02-04', left_on: '2025-03-01', exit_reason: 'goals_reached' })
    }
  }
  return {
    id,
    ask,
    coordinator: await world.person({ network: id, role: 'coordinator' }),
    reader: await world.person({ network: id, role: 'reader' }),
  }
}
const accountFor = (actor: Actor, id: string) => world.as(actor, (scope) => computeAccount(scope, { network: id, year: 2025 }))
const figureOf = (data: Awaited<ReturnType<typeof accountFor>>, indicator: string, part = '') =>
  data.statements.find((each) => each.indicator === indicator && (Object.values(each.dimensions)[0] ?? '') === part)?.quantity.value

test('the account of a network counts its requests, its people and their returns, each with its parts', async () => {
  const here = await network()
  await here.ask('sent', 12)
  await here.ask('withdrawn', 7)
  const data = await accountFor(here.coordinator, here.id)
  expect(figureOf(data, 'care.requests')).toBe(19)
  expect(figureOf(data, 'care.requests', 'waiting')).toBe(12)
  // Nobody answered within the day that was promised: that is late, whether an answer came since or not.
  expect(figureOf(data, 'care.answers', 'late')).toBe(19)
  expect(figureOf(data, 'care.followed')).toBe(19)
  expect(figureOf(data, 'care.followed.function', '2A')).toBe(19)
  expect(figureOf(data, 'care.returns', 'none')).toBe(19)
  expect(figureOf(data, 'care.continuity')).toBeUndefined()
})

test('whoever does not steer the network has no such figures', async () => {
  const here = await network()
  await here.ask('sent', 12)
  await accountFor(here.coordinator, here.id)
  for (const actor of [here.reader, await world.person({ network: await world.network(), role: 'coordinator' })]) {
    const data = await accountFor(actor, here.id).catch(() => null)
    expect(data?.statements.filter(({ indicator }) => indicator.startsWith('care.')) ?? []).toEqual([])
  }
})

test('a small count is kept back, with another that would tell it', async () => {
  const here = await network()
  await here.ask('sent', 12)
  await here.ask('withdrawn', 1)
  const data = await accountFor(here.coordinator, here.id)
  const document = documentOf(data, 'fr', null)
  const shown = (id: string) => document.figures[id]?.suppressed
  expect(shown('care.requests:2025')).toBe(false)
  expect([shown('care.requests:answer=withdrawn:2025'), shown('care.requests:answer=waiting:2025')]).toEqual([true, true])
})

test('behind a figure of care stand its definition and its query, and no record', async () => {
  const here = await network()
  await here.ask('sent', 12)
  const data = await accountFor(here.coordinator, here.id)
  const trace = traceOf(data, documentOf(data, 'fr', null), 'care.requests:2025') ?? expect.unreachable()
  expect(trace.definition).not.toBe('')
  const { rows, query } = await world.as(here.coordinator, (scope) => readRows(scope, here.id, trace.figure))
  expect(rows).toEqual([])
  expect(query).toContain('overview.counted')
  const all = await world.as(here.coordinator, (scope) => readAllRows(scope, data))
  expect([...all.keys()].filter((id) => id.startsWith('care.'))).toEqual([])
})

test('answers in time are not told of a year in which a quarter has few: the others would tell them', async () => {
  const here = await network()
  await here.ask('sent', 12)
  await here.ask('sent', 2, '2025-05-03T10:00:00Z')
  const data = await accountFor(here.coordinator, here.id)
  expect(figureOf(data, 'care.requests')).toBe(14)
  expect(figureOf(data, 'care.answers')).toBeUndefined()
})
