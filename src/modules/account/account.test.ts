import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { freezeAccount } from './commands.server.ts'
import { isFew, listAccounts, readAccount } from './queries.server.ts'

const world = useWorld()
const year = 2025

describe('account: freezeAccount', () => {
  test('a programme manager freezes an account, and another edition after something changed', async () => {
    const network = await world.network()
    const camille = await world.person({ network, role: 'programme_manager' })
    const freeze = () => world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic: false }))
    expect(await freeze()).toEqual({ edition: 1, isNew: true })
    await world.seed((owner) =>
      owner
        .insertInto('journal.programme')
        .values({ network_id: network, id: 'visits', name: JSON.stringify({ fr: 'Visites' }) as never, position: 1 })
        .execute(),
    )
    expect(await freeze()).toEqual({ edition: 2, isNew: true })
  })
  test('where nothing changed the last edition stands, and is opened to everybody when that is asked', async () => {
    const network = await world.network({ isPublic: true })
    const [camille, eve] = [await world.person({ network, role: 'programme_manager' }), await world.person()]
    const freeze = (isPublic: boolean) => world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic }))
    const read = () => world.as(eve, (scope) => readAccount(scope, eve, { network, year }))
    await freeze(false)
    await expect(read()).rejects.toMatchObject({ code: 'not_found' })
    expect(await freeze(true)).toEqual({ edition: 1, isNew: false })
    expect((await read()).edition?.number).toBe(1)
    expect(await freeze(false)).toEqual({ edition: 1, isNew: false })
    expect((await read()).edition?.number).toBe(1)
    const trail = await world.seed((owner) =>
      owner.selectFrom('platform.audit').select(['action', 'target']).where('network_id', '=', network).orderBy('seq').execute(),
    )
    expect(trail.map(({ action, target }) => `${action} ${target}`)).toEqual(['account.freeze 2025/1', 'account.publish 2025/1'])
  })
  test('a reader of the network is refused', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'reader' })
    await expect(world.as(noor, (scope) => freezeAccount(scope, noor, { network, year, isPublic: true }))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('account: readAccount', () => {
  test('a stranger reads a public edition of a public network, and never the account of now', async () => {
    const network = await world.network({ isPublic: true })
    const [camille, eve] = [await world.person({ network, role: 'programme_manager' }), await world.person()]
    await world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic: true }))
    expect((await world.as(eve, (scope) => readAccount(scope, eve, { network, year }))).edition?.number).toBe(1)
    await expect(world.as(eve, (scope) => readAccount(scope, eve, { network, year, edition: 'live' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
  test('an edition that is not public does not exist for a stranger', async () => {
    const network = await world.network({ isPublic: true })
    const [camille, eve] = [await world.person({ network, role: 'programme_manager' }), await world.person()]
    await world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic: false }))
    await expect(world.as(eve, (scope) => readAccount(scope, eve, { network, year }))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('account: listAccounts', () => {
  test('a year of which a document only names a figure is told apart from a year that was noted or frozen', async () => {
    const network = await world.network()
    const camille = await world.person({ network, role: 'programme_manager' })
    await world.seed(async (owner) => {
      await owner
        .insertInto('journal.source')
        .values({ network_id: network, id: 'report', title: 'Report', publisher: null, published: null, language: null, address: null })
        .execute()
      await owner
        .insertInto('journal.programme')
        .values({ network_id: network, id: 'visits', name: JSON.stringify({ fr: 'Visites' }) as never, position: 1 })
        .execute()
      await sql`insert into account.statement (network_id, indicator, value, period_kind, period_from, period_to, source_id, locator)
        values (${network}, 'clsm.active', 9, 'as_of', null, '2023-12-31', 'report', 'p. 1')`.execute(owner)
      await sql`insert into journal.activity (network_id, programme_id, kind, title, starts_on, ends_on)
        select ${network}, 'visits', 'visit', '{"fr": "Visite"}', '2024-03-01', '2024-03-01' from generate_series(1, 40)`.execute(owner)
    })
    await world.as(camille, (scope) => freezeAccount(scope, camille, { network, year: 2022, isPublic: false }))
    const years = await world.as(camille, (scope) => listAccounts(scope, camille))
    expect(years.filter((each) => each.network === network).map((each) => [each.year, each.entries, isFew(each)])).toEqual([
      [2024, 20, false],
      [2023, 1, true],
      [2022, 0, false],
    ])
  })
})
