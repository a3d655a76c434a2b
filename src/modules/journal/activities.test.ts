import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { changeActivity, recordActivity } from './activities.commands.server.ts'
import { listActivities } from './activities.queries.server.ts'
import { readActivity, readAround } from './activity.queries.server.ts'
import type { Cursor, Filters } from './filters.ts'
import { anActivity, networkWithProgramme } from './journal.test-support.ts'

const world = useWorld()
const coordinatorOf = (network: string) => world.person({ network, role: 'coordinator' })

describe('journal: recordActivity', () => {
  test('a coordinator notes what happened, with who came and who helped, and it stands in the trail', async () => {
    const network = await networkWithProgramme(world)
    const noor = await coordinatorOf(network)
    const input = anActivity({
      organisations: [{ organisation_id: 'epsm', role: 'host' }],
      attendance: [{ category: 'carers', country: '', count: 12, exactness: 'about' }],
      note: { fr: 'Bien' },
    })
    const { id } = await world.as(noor, (scope) => recordActivity(scope, noor, network, input))
    const kept = await world.as(noor, (scope) => readActivity(scope, network, id))
    expect(kept).toMatchObject({
      title: { fr: 'Rencontre régionale' },
      note: { fr: 'Bien' },
      version: 1,
      organisations: [{ organisation_id: 'epsm', role: 'host' }],
      attendance: [{ category: 'carers', count: 12, exactness: 'about' }],
    })
    const trail = await world.seed((owner) =>
      owner.selectFrom('platform.audit').select(['action', 'target']).where('network_id', '=', network).execute(),
    )
    expect(trail).toEqual([{ action: 'journal.recordActivity', target: id }])
  })
  test('a reader of the network may not write', async () => {
    const network = await networkWithProgramme(world)
    const eve = await world.person({ network, role: 'reader' })
    await expect(world.as(eve, (scope) => recordActivity(scope, eve, network, anActivity()))).rejects.toMatchObject({ code: 'forbidden' })
  })
  test('a stranger is told that the network does not exist, and a visitor to sign in', async () => {
    const network = await networkWithProgramme(world)
    const stranger = await coordinatorOf(await world.network())
    await expect(world.as(stranger, (scope) => recordActivity(scope, stranger, network, anActivity()))).rejects.toMatchObject({
      code: 'not_found',
    })
    const visitor = { personId: '', name: '', roles: {} }
    await expect(world.as(visitor, (scope) => recordActivity(scope, visitor, network, anActivity()))).rejects.toMatchObject({
      code: 'signed_out',
    })
  })
  test('the database refuses a stranger even when the code forgets to ask', async () => {
    const network = await networkWithProgramme(world)
    const eve = await world.person({ network, role: 'reader' })
    const { organisations: _, attendance: __, title: ___, note: ____, ...row } = anActivity()
    const forgetful = world.as(eve, (scope) =>
      scope
        .insertInto('journal.activity')
        .values({ ...row, network_id: network, title: JSON.stringify({ fr: 'x' }) as never })
        .execute(),
    )
    await expect(forgetful).rejects.toMatchObject({ code: '42501' })
  })
  test('an organisation of another network cannot be named', async () => {
    const [network, other] = [await networkWithProgramme(world), await world.network()]
    await world.seed((owner) =>
      owner
        .insertInto('directory.organisation')
        .values({ network_id: other, id: 'theirs', name: 'Theirs', kind: 'other', country: 'FR' } as never)
        .execute(),
    )
    const noor = await coordinatorOf(network)
    const named = world.as(noor, (scope) =>
      recordActivity(scope, noor, network, anActivity({ organisations: [{ organisation_id: 'theirs', role: 'host' }] })),
    )
    await expect(named).rejects.toMatchObject({ code: '23503' })
  })
})

describe('journal: changeActivity', () => {
  const noted = async () => {
    const network = await networkWithProgramme(world)
    const noor = await coordinatorOf(network)
    const { id } = await world.as(noor, (scope) =>
      recordActivity(
        scope,
        noor,
        network,
        anActivity({ attendance: [{ category: 'carers', country: '', count: 12, exactness: 'exact' }] }),
      ),
    )
    return { network, noor, id }
  }
  test('a correction replaces what was there, and the day of who came moves with it', async () => {
    const { network, noor, id } = await noted()
    await world.as(noor, (scope) =>
      changeActivity(
        scope,
        noor,
        network,
        id,
        1,
        anActivity({
          starts_on: '2024-01-02',
          ends_on: '2024-01-03',
          attendance: [{ category: 'students', country: 'BE', count: null, exactness: 'unknown' }],
        }),
      ),
    )
    const kept = await world.as(noor, (scope) => readActivity(scope, network, id))
    expect(kept).toMatchObject({
      version: 2,
      starts_on: '2024-01-02',
      ends_on: '2024-01-03',
      attendance: [{ category: 'students', country: 'BE', count: null, exactness: 'unknown' }],
    })
    expect(kept.attendance).toHaveLength(1)
  })
  test('of two who correct at once, the second is told and nothing of the first is lost', async () => {
    const { network, noor, id } = await noted()
    await world.as(noor, (scope) => changeActivity(scope, noor, network, id, 1, anActivity({ place: 'Lille' })))
    await expect(
      world.as(noor, (scope) => changeActivity(scope, noor, network, id, 1, anActivity({ place: 'Lyon' }))),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect((await world.as(noor, (scope) => readActivity(scope, network, id))).place).toBe('Lille')
  })
  test('an event cannot become a part of its own part', async () => {
    const { network, noor, id } = await noted()
    const part = await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity({ part_of: id })))
    await expect(
      world.as(noor, (scope) => changeActivity(scope, noor, network, id, 1, anActivity({ part_of: part.id }))),
    ).rejects.toMatchObject({ code: 'invalid', detail: { part_of: id } })
    await expect(world.as(noor, (scope) => changeActivity(scope, noor, network, id, 1, anActivity({ part_of: id })))).rejects.toMatchObject(
      { code: 'invalid' },
    )
  })
  test('a stranger finds nothing to correct, a reader is refused', async () => {
    const { network, id } = await noted()
    const [stranger, reader] = [await world.person(), await world.person({ network, role: 'reader' })]
    await expect(world.as(stranger, (scope) => changeActivity(scope, stranger, network, id, 1, anActivity()))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(reader, (scope) => changeActivity(scope, reader, network, id, 1, anActivity()))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
  test('what does not exist cannot be corrected, nor what no id can be', async () => {
    const { network, noor } = await noted()
    await expect(world.as(noor, (scope) => readActivity(scope, network, 'a\0'))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(noor, (scope) => changeActivity(scope, noor, 'n\0', 'a', 1, anActivity()))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(noor, (scope) => changeActivity(scope, noor, network, 'nothing', 1, anActivity()))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('journal: an event and its parts', () => {
  test('a part outside of the dates of its event is marked on both pages', async () => {
    const network = await networkWithProgramme(world)
    const noor = await coordinatorOf(network)
    const event = await world.as(noor, (scope) =>
      recordActivity(scope, noor, network, anActivity({ starts_on: '2025-11-05', ends_on: '2025-11-07' })),
    )
    const part = await world.as(noor, (scope) =>
      recordActivity(scope, noor, network, anActivity({ part_of: event.id, starts_on: '2025-11-08', ends_on: '2025-11-08' })),
    )
    const around = (id: string) => world.as(noor, async (scope) => readAround(scope, network, await readActivity(scope, network, id)))
    expect(await around(part.id)).toMatchObject({ isOutside: true, parent: { id: event.id } })
    expect(await around(event.id)).toMatchObject({ isOutside: false, parts: [{ id: part.id, outside: true }] })
  })
})

describe('journal: listActivities', () => {
  const filled = async (many: number) => {
    const network = await networkWithProgramme(world)
    const noor = await coordinatorOf(network)
    // Five a day, so that pages break in the middle of a day.
    await world.seed((owner) =>
      owner
        .insertInto('journal.activity')
        .values(
          Array.from({ length: many }, (_, at) => {
            const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(at / 5))).toISOString().slice(0, 10)
            const {
              organisations: _none,
              attendance: __none,
              note: ___none,
              title: ____none,
              ...row
            } = anActivity({
              starts_on: day,
              ends_on: day,
              kind: at % 2 === 0 ? 'meeting' : 'visit',
              country: at % 3 === 0 ? 'BE' : 'FR',
              place: at === 7 ? 'Saint-Étienne' : null,
            })
            return { ...row, network_id: network, id: `a${at}`, title: JSON.stringify({ fr: `Activité ${at}` }) as never }
          }),
        )
        .execute(),
    )
    return {
      network,
      noor,
      list: (filters: Filters, cursor: Cursor | null = null) => world.as(noor, (scope) => listActivities(scope, network, filters, cursor)),
    }
  }
  test('page after page shows each entry once, newest first, and the way back shows the same pages', async () => {
    const { list } = await filled(123)
    const first = await list({})
    const second = await list({}, first.older)
    const third = await list({}, second.older)
    const ids = [first, second, third].flatMap(({ lines }) => lines.map(({ id }) => id))
    expect(new Set(ids).size).toBe(123)
    expect([first.lines.length, second.lines.length, third.lines.length]).toEqual([50, 50, 23])
    expect([first.newer, third.older]).toEqual([null, null])
    const days = [first, second, third].flatMap(({ lines }) => lines.map(({ starts_on }) => starts_on))
    expect(days).toEqual(days.toSorted().reverse())
    expect((await list({}, third.newer)).lines).toEqual(second.lines)
    expect((await list({}, second.newer)).lines).toEqual(first.lines)
    expect((await list({}, second.newer)).newer).toBeNull()
  })
  test('filters narrow the list and the count together', async () => {
    const { list } = await filled(30)
    expect((await list({ kind: 'visit' })).count).toBe(15)
    expect((await list({ kind: 'visit', country: 'BE' })).count).toBe(5)
    expect((await list({ year: 2023 })).lines).toEqual([])
    expect((await list({ programme: 'other' })).count).toBe(0)
  })
  test('words are found without accents, in any order, in titles and places', async () => {
    const { list } = await filled(30)
    expect((await list({ q: 'etienne ACTIVITE' })).lines.map(({ id }) => id)).toEqual(['a7'])
    expect((await list({ q: '100%' })).count).toBe(0)
    expect((await list({ q: '%' })).count).toBe(30)
  })
  test('who came is counted once: everybody together, or else the categories', async () => {
    const network = await networkWithProgramme(world)
    const noor = await coordinatorOf(network)
    const counts = [
      { category: 'carers', country: '', count: 4, exactness: 'exact' },
      { category: 'students', country: '', count: 6, exactness: 'exact' },
    ] as const
    await world.as(noor, (scope) =>
      recordActivity(scope, noor, network, anActivity({ starts_on: '2025-03-03', ends_on: '2025-03-03', attendance: counts })),
    )
    await world.as(noor, (scope) =>
      recordActivity(
        scope,
        noor,
        network,
        anActivity({
          starts_on: '2025-03-02',
          ends_on: '2025-03-02',
          attendance: [...counts, { category: 'everyone', country: '', count: 11, exactness: 'exact' }],
        }),
      ),
    )
    await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity({ starts_on: '2025-03-01', ends_on: '2025-03-01' })))
    expect((await world.as(noor, (scope) => listActivities(scope, network, {}, null))).lines.map(({ people }) => people)).toEqual([
      10,
      11,
      null,
    ])
  })
  test('a stranger sees none of it', async () => {
    const { network } = await filled(3)
    const eve = await world.person()
    expect(await world.as(eve, (scope) => listActivities(scope, network, {}, null))).toMatchObject({ lines: [], count: 0 })
  })
})
