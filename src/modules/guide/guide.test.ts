import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld, type World } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import { confirmAvailability, type Statement, stateAvailability } from './availability.commands.server.ts'
import { listAvailability, readTeamRule, readTeamStatements } from './availability.queries.server.ts'
import { listNetworks, readPlace } from './places.queries.server.ts'
import { setSettings, setTeamRule } from './rules.commands.server.ts'
import { rank } from './rules.ts'
import { readSettings } from './settings.queries.server.ts'
import { readNetwork, readTeams } from './teams.queries.server.ts'

const world = useWorld()
const NOW = new Date()
const OPEN: Statement = { state: 'open', placesFree: 2, waitingDays: null, note: { fr: 'Appelez le matin' } }
const RULE = { ageFrom: 12, ageTo: 25, forWhom: null, fields: [], needsAgreement: true, version: 0 }

/** A network with a sector of one municipality within a department, a team in it, one that states no catchment, and one elsewhere. */
const networkIn = async (w: World, isPublic = true): Promise<string> => {
  const network = await w.network({ isPublic })
  await w.seed(async (owner) => {
    await sql`insert into directory.territory (id, kind, parent_id, name) values ('XA', 'country', null, 'Xalia'), ('XA-D1', 'department', 'XA', 'Nord-Xalia'),
      ('XA-1', 'municipality', 'XA-D1', 'Xavilliers'), ('XA-1B', 'municipality', 'XA-1', 'Xaviettes'), ('XA-2', 'municipality', 'XA-D1', 'Xonville'),
      ('XA-D2', 'department', 'XA', 'Sud-Xalia'), ('XA-3', 'municipality', 'XA-D2', 'Xumont') on conflict do nothing`.execute(owner)
    await sql`insert into directory.organisation (network_id, id, name, kind, country, territory_id, phone) values
      (${network}, 'hospital', 'Hôpital', 'hospital', 'XA', 'XA-1', '+33 3 53 01 00 99')`.execute(owner)
    await sql`insert into directory.area (network_id, id, kind, name) values (${network}, 'sector', 'sector', 'Secteur 1')`.execute(owner)
    await sql`insert into directory.area_territory (network_id, area_id, territory_id) values (${network}, 'sector', 'XA-1B')`.execute(
      owner,
    )
    await sql`insert into directory.service (network_id, id, organisation_id, name, care_function, territory_id, area_id, languages) values
      (${network}, 'crisis', 'hospital', 'Crise', '2A', null, 'sector', '{fr}'), (${network}, 'nearby', 'hospital', 'Proche', '2A', 'XA-2', null, '{}'),
      (${network}, 'away', 'hospital', 'Loin', '2A', 'XA-3', null, '{nl}'), (${network}, 'gone', 'hospital', 'Ancienne', '2A', null, 'sector', '{}')`.execute(
      owner,
    )
    await sql`update directory.service set status = 'defunct' where network_id = ${network} and id = 'gone'`.execute(owner)
  })
  return network
}
const teamsFor = (network: string, place: string | null, actor: Actor = VISITOR) =>
  world.as(actor, async (scope) => readTeams(scope, await readNetwork(scope, network), place, NOW))
const reachOf = async (network: string, place: string | null) =>
  Object.fromEntries((await teamsFor(network, place)).map(({ id, reach }) => [id, reach]))

describe('where a team works', () => {
  test('is its sector: all of a municipality, a part of it, or not; without a sector, how near it is', async () => {
    const network = await networkIn(world)
    expect(await reachOf(network, 'XA-1B')).toEqual({ crisis: 'whole', nearby: 'near', away: 'far' })
    expect(await reachOf(network, 'XA-1')).toEqual({ crisis: 'part', nearby: 'near', away: 'far' })
    expect(await reachOf(network, 'XA-2')).toEqual({ crisis: 'elsewhere', nearby: 'here', away: 'far' })
    expect(await reachOf(network, 'XA-D1')).toEqual({ crisis: 'part', nearby: 'here', away: 'far' })
    expect(await reachOf(network, null)).toEqual({ crisis: 'unknown', nearby: 'unknown', away: 'unknown' })
  })

  test('leads from a municipality to the networks that cover it; a private one is there for its members alone', async () => {
    const [open, closed] = [await networkIn(world), await networkIn(world, false)]
    const member = await world.person({ network: closed, role: 'reader' })
    const covering = (actor: Actor) =>
      world.as(actor, async (scope) => (await listNetworks(scope, 'XA-1B')).filter(({ covers }) => covers).map(({ network }) => network))
    expect(await covering(VISITOR)).toEqual([open])
    expect((await covering(member)).toSorted()).toEqual([open, closed].toSorted())
    await expect(teamsFor(closed, null)).rejects.toMatchObject({ code: 'not_found' })
    expect(await teamsFor(closed, null, member)).toHaveLength(3)
    expect((await world.as(VISITOR, (scope) => readPlace(scope, 'XA-1B', 'fr')))?.within).toBe('Xavilliers')
  })

  test('without a number of its own a team is reached by that of its organisation', async () => {
    const network = await networkIn(world)
    expect((await teamsFor(network, null)).find(({ id }) => id === 'crisis')?.phone).toBe('+33 3 53 01 00 99')
  })
})

describe('places as teams state them', () => {
  test('are kept as a history, in the name of who stated them; the latest counts', async () => {
    const network = await networkIn(world)
    const lea = await world.person({ network, role: 'coordinator' })
    await world.as(lea, (scope) => stateAvailability(scope, lea, network, 'crisis', OPEN))
    await world.as(lea, (scope) =>
      stateAvailability(scope, lea, network, 'crisis', { ...OPEN, state: 'full', placesFree: null, note: null }),
    )
    const page = await world.as(lea, async (scope) => readTeamStatements(scope, await readNetwork(scope, network), 'crisis', NOW))
    expect(page.past.map(({ stated }) => stated.state)).toEqual(['full', 'open'])
    const [best] = rank(await teamsFor(network, 'XA-1B'), { place: 'XA-1B', need: 'crisis' })
    expect(best?.team.id).toBe('nearby')
    const names = await world.seed((owner) =>
      owner.selectFrom('guide.availability').select('stated_by').where('network_id', '=', network).execute(),
    )
    expect(names).toEqual([{ stated_by: lea.personId }, { stated_by: lea.personId }])
    const trail = await world.seed((owner) =>
      sql<{ action: string }>`select action from platform.audit where network_id = ${network} order by seq`.execute(owner),
    )
    expect(trail.rows.map(({ action }) => action)).toEqual(['guide.stateAvailability', 'guide.stateAvailability'])
  })

  test('can be confirmed as they were; where nothing was stated there is nothing to confirm', async () => {
    const network = await networkIn(world)
    const lea = await world.person({ network, role: 'coordinator' })
    expect(await world.as(lea, (scope) => confirmAvailability(scope, lea, network, 'crisis'))).toBe(false)
    await world.seed((owner) =>
      sql`insert into guide.availability (network_id, service_id, as_of, state, waiting_days, stated_by)
        values (${network}, 'crisis', now() - interval '30 days', 'waiting', 21, ${lea.personId})`.execute(owner),
    )
    const statedOf = async () => (await teamsFor(network, null)).find(({ id }) => id === 'crisis')?.stated
    expect(await statedOf()).toMatchObject({ daysAgo: 30, isConfirmed: false, waitingDays: 21 })
    expect(await world.as(lea, (scope) => confirmAvailability(scope, lea, network, 'crisis'))).toBe(true)
    expect(await statedOf()).toMatchObject({ daysAgo: 0, isConfirmed: true, waitingDays: 21 })
  })

  test('are stated by who steers the network, and by nobody else; a stranger to a private network finds no such team', async () => {
    const network = await networkIn(world, false)
    const stating = (actor: Actor) => world.as(actor, (scope) => stateAvailability(scope, actor, network, 'crisis', OPEN))
    for (const role of ['administrator', 'programme_manager', 'coordinator'] as const) await stating(await world.person({ network, role }))
    await expect(stating(await world.person({ network, role: 'reader' }))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(stating(await world.person())).rejects.toMatchObject({ code: 'not_found' })
    await expect(stating(VISITOR)).rejects.toMatchObject({ code: 'not_found' })
    await expect(stating(await world.person({ network, role: 'coordinator', validTo: '2026-01-01' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('the database refuses what the policy would have to: another network, another name, a change, an earlier moment', async () => {
    const [network, other] = [await networkIn(world), await networkIn(world)]
    const lea = await world.person({ network, role: 'coordinator' })
    const attempt = (statement: ReturnType<typeof sql>) =>
      expect(world.as(lea, (scope) => statement.execute(scope))).rejects.toMatchObject({ code: '42501' })
    await world.as(lea, (scope) => stateAvailability(scope, lea, network, 'crisis', OPEN))
    await attempt(sql`insert into guide.availability (network_id, service_id, state) values (${other}, 'crisis', 'full')`)
    await attempt(
      sql`insert into guide.availability (network_id, service_id, state, stated_by) values (${network}, 'crisis', 'full', ${lea.personId})`,
    )
    await attempt(sql`insert into guide.availability (network_id, service_id, state, as_of) values (${network}, 'crisis', 'full', now())`)
    await attempt(sql`update guide.availability set state = 'full' where network_id = ${network}`)
    await attempt(sql`delete from guide.availability where network_id = ${network}`)
    await attempt(sql`insert into guide.team_rule (network_id, service_id) values (${network}, 'crisis')`)
    const reader = await world.person({ network, role: 'reader' })
    await expect(
      world.as(reader, (scope) =>
        sql`insert into guide.availability (network_id, service_id, state) values (${network}, 'crisis', 'full')`.execute(scope),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('whoever works in a team states them for that team, from the first day to the last, and for no other', async () => {
    const network = await networkIn(world)
    const care = careIn(world)
    const [own, other] = [await care.team(network), await care.team(network)]
    const [worker, left] = [await care.worker(own), await care.worker(own, { valid_to: '2025-12-31' })]
    const stating = (actor: Actor, service: string) => world.as(actor, (scope) => stateAvailability(scope, actor, network, service, OPEN))
    await stating(worker, own.id)
    expect((await teamsFor(network, null)).find(({ id }) => id === own.id)?.stated?.placesFree).toBe(2)
    await expect(stating(worker, other.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(stating(left, own.id)).rejects.toMatchObject({ code: 'forbidden' })
    for (const [actor, service] of [
      [worker, other.id],
      [left, own.id],
    ] as const)
      await expect(
        world.as(actor, (scope) =>
          sql`insert into guide.availability (network_id, service_id, state) values (${network}, ${service}, 'full')`.execute(scope),
        ),
      ).rejects.toMatchObject({ code: '42501' })
  })

  test('that contradict themselves are refused', async () => {
    const network = await networkIn(world)
    const lea = await world.person({ network, role: 'coordinator' })
    for (const wrong of [
      { ...OPEN, placesFree: 0 },
      { ...OPEN, state: 'full' as const },
      { ...OPEN, waitingDays: 3 },
    ])
      await expect(world.as(lea, (scope) => stateAvailability(scope, lea, network, 'crisis', wrong))).rejects.toMatchObject({
        code: '23514',
      })
  })

  test('are listed with the silent teams first', async () => {
    const network = await networkIn(world)
    const lea = await world.person({ network, role: 'coordinator' })
    await world.as(lea, (scope) => stateAvailability(scope, lea, network, 'away', OPEN))
    const list = await world.as(lea, async (scope) => listAvailability(scope, await readNetwork(scope, network), NOW))
    expect(list.map(({ id }) => id)).toEqual(['crisis', 'nearby', 'away'])
    const found = await world.as(lea, async (scope) => listAvailability(scope, await readNetwork(scope, network), NOW, 'PRÔCHE'))
    expect(found.map(({ id }) => id)).toEqual(['nearby'])
  })
})

describe('whom a team takes', () => {
  test('is set by who steers the network; the second of two editors is told', async () => {
    const network = await networkIn(world)
    const camille = await world.person({ network, role: 'programme_manager' })
    await world.as(camille, (scope) => setTeamRule(scope, camille, network, 'crisis', RULE))
    expect((await teamsFor(network, null)).find(({ id }) => id === 'crisis')?.ages).toEqual({ from: 12, to: 25, of: 'team' })
    await expect(world.as(camille, (scope) => setTeamRule(scope, camille, network, 'crisis', RULE))).rejects.toMatchObject({
      code: 'conflict',
    })
    await world.as(camille, (scope) => setTeamRule(scope, camille, network, 'crisis', { ...RULE, ageTo: null, version: 1 }))
    expect(await world.as(VISITOR, (scope) => readTeamRule(scope, network, 'crisis'))).toMatchObject({ ageTo: null, version: 2 })
    for (const role of ['coordinator', 'reader'] as const) {
      const other = await world.person({ network, role })
      await expect(world.as(other, (scope) => setTeamRule(scope, other, network, 'crisis', { ...RULE, version: 2 }))).rejects.toMatchObject(
        { code: 'forbidden' },
      )
    }
  })

  test('follows what is usual in the network where a team is silent: an example first, then its own', async () => {
    const network = await networkIn(world)
    const camille = await world.person({ network, role: 'programme_manager' })
    const agesOf = async () => (await teamsFor(network, null)).find(({ id }) => id === 'crisis')?.ages
    expect(await agesOf()).toEqual({ from: 16, to: null, of: 'function' })
    const waits = { today: 2, week: 10, later: 30 }
    const ages = [{ careFunction: '2A' as const, from: 18, to: 65 }]
    await world.as(camille, (scope) => setSettings(scope, camille, network, { confirmedDays: 3, waits, ages, version: 0 }))
    expect(await agesOf()).toEqual({ from: 18, to: 65, of: 'function' })
    expect(await world.as(VISITOR, (scope) => readSettings(scope, network))).toMatchObject({ confirmedDays: 3, waits, version: 1 })
    await expect(
      world.as(camille, (scope) => setSettings(scope, camille, network, { confirmedDays: 5, waits, ages, version: 0 })),
    ).rejects.toMatchObject({ code: 'conflict' })
    const stranger = await world.person()
    await expect(
      world.as(stranger, (scope) => setSettings(scope, stranger, network, { confirmedDays: 5, waits, ages, version: 1 })),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})
