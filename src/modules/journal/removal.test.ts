import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { changeActivity, recordActivity } from './activities.commands.server.ts'
import { readActivity } from './activity.queries.server.ts'
import { anActivity, networkWithProgramme } from './journal.test-support.ts'
import { recordOutcome } from './outcomes.commands.server.ts'
import { readOutcome } from './outcomes.queries.server.ts'
import { readHeld, removeActivity } from './removal.server.ts'

const world = useWorld()

const noted = async () => {
  const network = await networkWithProgramme(world)
  const noor = await world.person({ network, role: 'coordinator' })
  const { id } = await world.as(noor, (scope) =>
    recordActivity(
      scope,
      noor,
      network,
      anActivity({
        organisations: [{ organisation_id: 'epsm', role: 'host' }],
        attendance: [{ category: 'carers', country: '', count: 12, exactness: 'exact' }],
      }),
    ),
  )
  const remove = (version = 1) => world.as(noor, (scope) => removeActivity(scope, noor, network, id, version))
  const state = (dimension: string) =>
    world.seed((owner) =>
      sql`insert into account.statement (network_id, id, indicator, dimensions, value, period_kind, period_from, period_to, source_id, locator)
        values (${network}, 'stated', 'event.attendance', ${JSON.stringify({ [dimension]: id })}::jsonb, 12, 'year', '2025-01-01', '2025-12-31', 'report', 'p. 9')`.execute(
        owner,
      ),
    )
  return { network, noor, id, remove, state }
}

describe('journal: removeActivity', () => {
  test('an activity goes with its counts and its organisations, and the trail says who removed it', async () => {
    const { network, noor, id, remove } = await noted()
    await remove()
    await expect(world.as(noor, (scope) => readActivity(scope, network, id))).rejects.toMatchObject({ code: 'not_found' })
    const trail = await world.seed((owner) =>
      owner.selectFrom('platform.audit').select(['action', 'target']).where('network_id', '=', network).orderBy('seq').execute(),
    )
    expect(trail.at(-1)).toEqual({ action: 'journal.removeActivity', target: id })
  })

  test('what came of it stays in the journal, and counts by itself', async () => {
    const { network, noor, id, remove } = await noted()
    const outcome = await world.as(noor, (scope) =>
      recordOutcome(scope, noor, network, {
        programme_id: 'clsm',
        activity_id: id,
        kind: 'guide',
        title: 'Guide',
        language: 'fr',
        published_on: '2025-06-01',
        precision: 'day',
        publisher: null,
        doi: null,
        address: null,
        occurrences: 1,
        source_id: null,
        source_locator: null,
      }),
    )
    await remove()
    expect(await world.as(noor, (scope) => readOutcome(scope, network, outcome.id))).toMatchObject({ activity_id: null, version: 2 })
  })

  test.each(['activity', 'delegation'])(
    'while a published figure names it as its %s it stays, and the figure is told',
    async (dimension) => {
      const { network, noor, id, remove, state } = await noted()
      await state(dimension)
      await expect(remove()).rejects.toMatchObject({ code: 'invalid' })
      const held = await world.as(noor, (scope) => readHeld(scope, network, id, 'en'))
      expect(held).toMatchObject({ count: 1, figures: [{ id: 'stated', source: 'Report, p. 9' }], parts: [] })
      expect(held.figures[0]?.label).toContain('12')
      expect(await world.as(noor, (scope) => readActivity(scope, network, id))).toMatchObject({ id, version: 1 })
    },
  )

  test('while something is a part of it, it stays', async () => {
    const { network, noor, id, remove } = await noted()
    await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity({ part_of: id })))
    await expect(remove()).rejects.toMatchObject({ code: 'invalid' })
    expect((await world.as(noor, (scope) => readHeld(scope, network, id, 'fr'))).parts).toHaveLength(1)
  })

  test("somebody else's later change is never removed unseen", async () => {
    const { network, noor, id, remove } = await noted()
    await world.as(noor, (scope) => changeActivity(scope, noor, network, id, 1, anActivity({ place: 'Lille' })))
    await expect(remove()).rejects.toMatchObject({ code: 'conflict' })
    await remove(2)
  })

  test('who may only read, and a stranger, are refused', async () => {
    const { network, id } = await noted()
    const reader = await world.person({ network, role: 'reader' })
    await expect(world.as(reader, (scope) => removeActivity(scope, reader, network, id, 1))).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = await world.person({ network: await world.network(), role: 'administrator' })
    await expect(world.as(stranger, (scope) => removeActivity(scope, stranger, network, id, 1))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
