import { describe, expect, test } from 'vitest'
import { indicatorOptions } from '#modules/account/index.ts'
import { useWorld } from '#test/world.ts'
import { anAction, networkWithTeams } from './network.test-support.ts'
import { addAction, addAim, changeAction, changeAim } from './plan.commands.server.ts'
import { changesOf, isLate, readAction, readAim, readHistory, readPlan } from './plan.queries.server.ts'
import { actionTyped, readActionForm, readAimForm } from './plan-form.server.ts'
import { sendAction } from './routes/saving-plan.server.ts'
import { CARE_FIGURES } from './vocabulary.ts'

const world = useWorld()
const aim = { position: 1, title: 'Answer each crisis', what: null, indicators: ['steering.beds.out'] }
const withAim = async () => {
  const network = await networkWithTeams(world)
  const noor = await world.person({ network, role: 'coordinator' })
  const { id } = await world.as(noor, (scope) => addAim(scope, noor, network, aim))
  return { network, noor, id }
}

describe('network: the strategic plan', () => {
  test('aims stand in their order with their actions; every former version is kept', async () => {
    const { network, noor, id } = await withAim()
    await world.as(noor, (scope) => addAim(scope, noor, network, { ...aim, position: 0 + 1, title: 'Second of the same place' }))
    const { id: action } = await world.as(noor, (scope) => addAction(scope, noor, network, anAction({ aim_id: id })))
    await world.as(noor, (scope) =>
      changeAction(scope, noor, network, action, 1, anAction({ aim_id: id, state: 'under_way', state_since: '2026-02-01' })),
    )
    await world.as(noor, (scope) =>
      changeAction(
        scope,
        noor,
        network,
        action,
        2,
        anAction({ aim_id: id, state: 'stopped', state_since: '2026-03-01', stopped_because: 'No means' }),
      ),
    )
    const plan = await world.as(noor, (scope) => readPlan(scope, network))
    expect(plan.find((each) => each.id === id)?.actions).toMatchObject([
      { id: action, state: 'stopped', stopped_because: 'No means', version: 3 },
    ])
    const history = await world.as(noor, (scope) => readHistory(scope, network, 'action', action))
    expect(history.map(({ version }) => version)).toEqual([3, 2, 1])
    expect(changesOf(history).map(({ changes }) => changes.map(({ field }) => field).sort())).toEqual([
      ['state', 'state_since', 'stopped_because'],
      ['state', 'state_since'],
    ])
    await world.as(noor, (scope) => changeAim(scope, noor, network, id, 1, { ...aim, title: 'Better said' }))
    expect(await world.as(noor, (scope) => readAim(scope, network, id))).toMatchObject({ title: 'Better said', version: 2 })
    expect(await world.as(noor, (scope) => readHistory(scope, network, 'aim', id))).toHaveLength(2)
  })
  test('nobody rewrites the history', async () => {
    const { network, noor } = await withAim()
    await expect(
      world.as(noor, (scope) => scope.updateTable('network.plan_history').set({ version: 9 }).where('network_id', '=', network).execute()),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      world.as(noor, (scope) => scope.deleteFrom('network.plan_history').where('network_id', '=', network).execute()),
    ).rejects.toMatchObject({ code: '42501' })
  })
  test('a state that stays has held since it began', async () => {
    const { network, noor, id } = await withAim()
    const { id: action } = await world.as(noor, (scope) =>
      addAction(scope, noor, network, anAction({ aim_id: id, state: 'done', state_since: '2026-04-01' })),
    )
    await world.as(noor, (scope) =>
      changeAction(
        scope,
        noor,
        network,
        action,
        1,
        anAction({ aim_id: id, title: 'Other words', state: 'done', state_since: '2026-11-22' }),
      ),
    )
    expect(await world.as(noor, (scope) => readAction(scope, network, action))).toMatchObject({
      title: 'Other words',
      state_since: '2026-04-01',
    })
  })
  test('of two who edit at once the second is told, keeps what was typed and sees what the first wrote', async () => {
    const { network, noor, id } = await withAim()
    const { id: action } = await world.as(noor, (scope) => addAction(scope, noor, network, anAction({ aim_id: id })))
    const opened = actionTyped(await world.as(noor, (scope) => readAction(scope, network, action)))
    await world.as(noor, (scope) => sendAction(scope, noor, network, action, { ...opened, responsible: 'Direction' }))
    const second = await world.as(noor, (scope) => sendAction(scope, noor, network, action, { ...opened, title: 'Mine' }))
    expect(second).toMatchObject({
      status: 409,
      answer: { typed: { title: 'Mine' }, version: '2', theirs: expect.arrayContaining([{ name: 'responsible', value: 'Direction' }]) },
    })
    if (!('answer' in second)) throw new Error('saved')
    const again = { ...second.answer.typed, version: second.answer.version ?? '' }
    expect(await world.as(noor, (scope) => sendAction(scope, noor, network, action, again))).toEqual({ saved: action })
  })
  test('an action that is stopped says why, one ends no earlier than it begins, and it belongs to an aim of this network', () => {
    const typed = { aim: 'a', title: 'x', responsible: 'y', starts_on: '2026-02-01', ends_on: '2026-01-01', state: 'stopped' }
    const read = readActionForm(typed, { aims: [], organisations: [] }, '2026-11-22')
    expect(read.ok ? [] : Object.keys(read.faults).sort()).toEqual(['aim', 'ends_on', 'stopped_because'])
    expect(readAimForm({ title: 'x', position: '1', indicator_0: 'no.such' }, [])).toMatchObject({ ok: false, faults: { indicator_0: {} } })
  })
  test('late is what is over and neither done nor stopped', () => {
    expect(isLate({ state: 'under_way', ends_on: '2026-11-21' }, '2026-11-22')).toBe(true)
    expect(isLate({ state: 'under_way', ends_on: '2026-11-22' }, '2026-11-22')).toBe(false)
    expect(isLate({ state: 'done', ends_on: '2020-01-01' }, '2026-11-22')).toBe(false)
    expect(isLate({ state: 'stopped', ends_on: '2020-01-01' }, '2026-11-22')).toBe(false)
  })
})

test('an aim may be measured by what teams do for people, and each such figure leads to where small numbers are hidden', () => {
  const care = indicatorOptions('en').flatMap(({ value }) => (value.startsWith('care.') ? [value] : []))
  expect(care).toContain('care.answers')
  expect(Object.keys(CARE_FIGURES).sort()).toEqual(care.sort())
})
