import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { record, recordSignIn } from '#platform/audit.server.ts'
import { useWorld } from '#test/world.ts'
import { cursorOf, type Filters, filtersOf, searchOf } from './filters.ts'
import { clarified, namesOf } from './people.queries.server.ts'
import { listActions, listTrail, nextBatch, type Trail } from './trail.queries.server.ts'
import type { TrailRow } from './vocabulary.ts'

const world = useWorld()
const ACTIONS = ['journal.recordActivity', 'directory.addService', 'audit.read'] as const

/** A network with 130 rows by two people about two others, one row each minute from midnight UTC. */
const filled = async () => {
  const network = await world.network()
  const [ada, ben] = [await world.person({ network, role: 'administrator' }), await world.person({ network, role: 'coordinator' })]
  const people = [await world.person(), await world.person()]
  for (let at = 0; at < 130; at++) {
    const actor = at % 3 === 0 ? ada : ben
    const about = at % 5 === 0 ? (people[at % 2]?.personId ?? null) : null
    await world.as(actor, (scope) => record(scope, network, ACTIONS[at % 4 === 3 ? 2 : at % 2] ?? 'a.b', `t-${at}`, { about }))
  }
  // Several rows share a moment, so that a page may end between two of them.
  await world.seed((owner) =>
    sql`update platform.audit set at = '2026-03-01 00:00Z'::timestamptz + interval '7 hours' * (seq / 3) where network_id = ${network}`.execute(
      owner,
    ),
  )
  return { network, ada, ben, people }
}

const walk = async (trail: Trail, filters: Filters, ada: Awaited<ReturnType<typeof filled>>['ada']) => {
  const rows: TrailRow[] = []
  let page = await world.as(ada, (scope) => listTrail(scope, trail, filters, null))
  const pages = [page]
  rows.push(...page.rows)
  while (page.older !== null) {
    const cursor = page.older
    page = await world.as(ada, (scope) => listTrail(scope, trail, filters, cursor))
    pages.push(page)
    rows.push(...page.rows)
  }
  return { rows, pages }
}

describe('pages of the trail', () => {
  test('walking from page to page shows each row once, the latest first, and back again the same pages', async () => {
    const { network, ada } = await filled()
    const { rows, pages } = await walk({ network, signIns: false }, {}, ada)
    expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 30])
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 130 }, (_, at) => 130 - at))
    const [, second, third] = pages
    const cursor = third?.newer ?? null
    const back = await world.as(ada, (scope) => listTrail(scope, { network, signIns: false }, {}, cursor))
    expect(back).toEqual(second)
    const first = await world.as(ada, (scope) => listTrail(scope, { network, signIns: false }, {}, back.newer))
    expect(first.rows).toEqual(pages[0]?.rows)
    expect(first.newer).toBeNull()
  })

  test('every filter, alone and with others, leaves what it says and nothing else', async () => {
    const { network, ada, ben, people } = await filled()
    const { rows: all } = await walk({ network, signIns: false }, {}, ada)
    const day = (at: string) => new Date(at).toLocaleDateString('sv', { timeZone: 'Europe/Paris' })
    const filters = fc.record(
      {
        actor: fc.constantFrom(ada.personId, ben.personId),
        about: fc.constantFrom(...people.map(({ personId }) => personId)),
        action: fc.constantFrom(...ACTIONS),
        from: fc.constantFrom('2026-03-01', '2026-03-04', '2026-03-29', '2027-01-01'),
        to: fc.constantFrom('2026-03-01', '2026-03-05', '2026-03-30'),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(filters, async (asked) => {
        const { rows } = await walk({ network, signIns: false }, asked, ada)
        const expected = all.filter(
          ({ person, about, action, at }) =>
            (asked.actor === undefined || person === asked.actor) &&
            (asked.about === undefined || about === asked.about) &&
            (asked.action === undefined || action === asked.action) &&
            (asked.from === undefined || day(at) >= asked.from) &&
            (asked.to === undefined || day(at) <= asked.to),
        )
        expect(rows).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('a file has all rows that its filters leave, the oldest first', async () => {
    const { network, ada, ben } = await filled()
    const rows = await world.as(ada, (scope) => nextBatch(scope, { network, signIns: false }, { actor: ben.personId }, null))
    expect(rows.length).toBe(86)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => a - b))
    const rest = await world.as(ada, (scope) => nextBatch(scope, { network, signIns: false }, { actor: ben.personId }, rows[79] ?? null))
    expect(rest).toEqual(rows.slice(80))
  })

  test('each act that there is can be chosen, once', async () => {
    const { network, ada } = await filled()
    expect(await world.as(ada, (scope) => listActions(scope, network))).toEqual([...ACTIONS].sort())
  })

  test('only the sign-ins that failed, and only of one person', async () => {
    const network = await world.network()
    const ada = await world.person({ network, role: 'administrator' })
    const ben = await world.person({ network })
    for (const [actor, succeeded] of [
      [ada, true],
      [ben, false],
      [ben, true],
    ] as const)
      await world.as(VISITOR, (scope) => recordSignIn(scope, { personId: actor.personId, how: 'password', succeeded }))
    const list = async (filters: Filters) =>
      (await world.as(ada, (scope) => listTrail(scope, { network, signIns: true }, filters, null))).rows.map(({ person, outcome }) => [
        person,
        outcome,
      ])
    expect(await list({})).toEqual([
      [ben.personId, 'success'],
      [ben.personId, 'failure'],
      [ada.personId, 'success'],
    ])
    expect(await list({ failed: 'yes' })).toEqual([[ben.personId, 'failure']])
    expect(await list({ actor: ada.personId })).toEqual([[ada.personId, 'success']])
  })
})

describe('names in the trail', () => {
  const named = async (name: string) => {
    const network = await world.network()
    const ada = await world.person({ network, role: 'administrator' })
    const person = await world.person({ network })
    await world.seed((owner) => owner.updateTable('identity.person').set({ name }).where('id', '=', person.personId).execute())
    return { network, ada, person }
  }
  test('a part of a name finds its person, whatever the accents and capitals', async () => {
    const { network, ada, person } = await named('Élodie Van Acker')
    for (const typed of ['elodie', 'VAN  ACK', 'élo'])
      expect(await world.as(ada, (scope) => clarified(scope, network, { actor: typed }))).toEqual({
        filters: { actor: person.personId },
        unclear: null,
      })
  })
  test('a name that two have, or nobody, is told with those who have it', async () => {
    const { network, ada } = await named('Zoë Lambert')
    const namesake = await world.person({ network })
    await world.seed((owner) =>
      owner.updateTable('identity.person').set({ name: 'Zoé Lambert' }).where('id', '=', namesake.personId).execute(),
    )
    const { unclear } = await world.as(ada, (scope) => clarified(scope, network, { about: 'zoe lambert' }))
    expect(unclear).toMatchObject({ field: 'about', typed: 'zoe lambert' })
    expect(unclear?.people.map(({ name }) => name).sort()).toEqual(['Zoé Lambert', 'Zoë Lambert'])
    expect((await world.as(ada, (scope) => clarified(scope, network, { actor: 'Nobody Here' }))).unclear?.people).toEqual([])
  })
  test('the names of people who have nothing to do with the network are not told', async () => {
    const { network, ada } = await named('Here')
    const other = await world.person()
    await world.seed((owner) => owner.updateTable('identity.person').set({ name: 'Elsewhere' }).where('id', '=', other.personId).execute())
    expect(await world.as(ada, (scope) => namesOf(scope, network, [other.personId]))).toEqual({})
    expect((await world.as(ada, (scope) => clarified(scope, network, { actor: 'Elsewhere' }))).unclear?.people).toEqual([])
  })
})

describe('the address of a page of the trail', () => {
  test('what it says comes back as it was', () => {
    const filters: Filters = { actor: 'Élodie', action: 'journal.recordActivity', from: '2026-02-28', failed: 'yes' }
    const cursor = { side: 'older', at: '2026-11-22T09:30:00.123456Z', seq: 42 } as const
    const search = new URLSearchParams(searchOf(filters, cursor))
    expect(filtersOf(search)).toEqual(filters)
    expect(cursorOf(search)).toEqual(cursor)
  })
  test('whatever is typed there leads to a page, never to an error', async () => {
    const network = await world.network()
    const ada = await world.person({ network, role: 'administrator' })
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('2026-02-30', '0000-01-01', '2026-11-22T99:30:00.123456Z~1', '%', '_', '\0', "'"),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('actor', 'about', 'action', 'from', 'to', 'failed', 'older', 'newer'), anything),
        async (values) => {
          const search = new URLSearchParams(values)
          const { filters, unclear } = await world.as(ada, (scope) => clarified(scope, network, filtersOf(search)))
          if (unclear === null) await world.as(ada, (scope) => listTrail(scope, { network, signIns: false }, filters, cursorOf(search)))
        },
      ),
      { numRuns: 100 },
    )
  })
})
