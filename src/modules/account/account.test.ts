import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { freezeAccount } from './commands.server.ts'
import { readAccount } from './queries.server.ts'

const world = useWorld()
const year = 2025

describe('account: freezeAccount', () => {
  test('a programme manager freezes an account, and the second time makes a second edition', async () => {
    const network = await world.network()
    const camille = await world.person({ network, role: 'programme_manager' })
    expect(await world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic: false }))).toEqual({ edition: 1 })
    expect(await world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic: false }))).toEqual({ edition: 2 })
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
