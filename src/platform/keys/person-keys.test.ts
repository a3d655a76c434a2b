import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { OPERATOR } from '../actor.ts'
import type { Scope } from '../db.server.ts'
import { forget, open, type Place, seal } from './person-keys.server.ts'

const world = useWorld()
const inNetwork = (network: string | null, more: Partial<Place> = {}): Place => ({
  network,
  table: 'care.crisis_plan',
  column: 'wishes',
  row: 'row-1',
  version: 1,
  ...more,
})
const keyCount = () =>
  world.seed(async (owner) => Number((await sql<{ n: number }>`select count(*) as n from platform.data_key`.execute(owner)).rows[0]?.n))
const members = async () => {
  const network = await world.network()
  return { network, place: inNetwork(network), member: await world.person({ network }), personId: randomUUID() }
}

describe('a sealed text', () => {
  test('opens for another member of the network, under one key for each person', async () => {
    const { network, place, member, personId } = await members()
    const colleague = await world.person({ network })
    const before = await keyCount()
    const sealed = await world.as(member, (scope) => seal(scope, personId, place, 'call my sister first — ’s avonds'))
    await world.as(member, (scope) => seal(scope, personId, { ...place, row: 'row-2' }, 'another'))
    await world.as(member, (scope) => seal(scope, randomUUID(), place, 'somebody else'))
    expect(await keyCount()).toBe(before + 2)
    expect(await world.as(colleague, (scope) => open(scope, personId, place, sealed))).toBe('call my sister first — ’s avonds')
    expect(sealed.length).toBe(Buffer.byteLength('call my sister first — ’s avonds') + 45)
  })

  test('comes back as it was in its place, and in no other, for no other, of no other version, with no bit changed', async () => {
    const { place, member, personId } = await members()
    const other = await members()
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    const elsewhere = fc.constantFrom<Partial<Place>>(
      { table: 'care.note' },
      { column: 'fears' },
      { row: 'row-2' },
      { version: 2 },
      { version: 0 },
    )
    await world.as(member, async (scope) => {
      await fc.assert(
        fc.asyncProperty(text, elsewhere, fc.nat(), async (given, change, n) => {
          const sealed = await seal(scope, personId, place, given)
          expect(await open(scope, personId, place, sealed)).toBe(given)
          await expect(open(scope, personId, { ...place, ...change }, sealed)).rejects.toThrow(/another place/)
          // Under the key of somebody else, or with the number of a key that is not there, there is nothing to open it with.
          expect(await open(scope, other.personId, place, sealed)).toBe(null)
          const damaged = Buffer.from(sealed)
          const at = n % sealed.length
          damaged[at] = (damaged[at] ?? 0) ^ (1 << (n % 8))
          expect(await open(scope, personId, place, damaged).catch((error: unknown) => error)).not.toBe(given)
          expect(await open(scope, personId, place, sealed.subarray(0, at)).catch(() => null)).toBe(null)
        }),
        { numRuns: 25 },
      )
    })
  })

  test('does not open in another network, where it was copied to with its key', async () => {
    const { place, member, personId } = await members()
    const theirs = await members()
    const sealed = await world.as(member, (scope) => seal(scope, personId, place, 'mine'))
    expect(await world.as(theirs.member, (scope) => open(scope, personId, place, sealed))).toBe(null)
    await world.seed((owner) =>
      sql`update platform.data_key set network_id = ${theirs.network} where person_id = ${personId}`.execute(owner),
    )
    await expect(world.as(theirs.member, (scope) => open(scope, personId, inNetwork(theirs.network), sealed))).rejects.toThrow(
      /the data key .* was changed/,
    )
  })

  test('of an account opens for its person alone', async () => {
    const [person, other] = [await world.person(), await world.person()]
    const place = inNetwork(null)
    const sealed = await world.as(person, (scope) => seal(scope, person.personId, place, 'mine'))
    expect(await world.as(person, (scope) => open(scope, person.personId, place, sealed))).toBe('mine')
    expect(await world.as(other, (scope) => open(scope, person.personId, place, sealed))).toBe(null)
    await expect(world.as(other, (scope) => seal(scope, person.personId, place, 'forged'))).rejects.toThrow(/row-level security/)
  })

  test('is not made by a stranger to the network', async () => {
    const { place, personId } = await members()
    const stranger = await world.person()
    await expect(world.as(stranger, (scope) => seal(scope, personId, place, 'forged'))).rejects.toThrow(/row-level security/)
  })
})

describe('a person who is forgotten', () => {
  test('by an administrator of the network cannot be read by anybody again, and their name stands nowhere', async () => {
    const { network, place, member, personId } = await members()
    const [administrator, elsewhere] = [await world.person({ network, role: 'administrator' }), await world.network()]
    const colleague = await world.person({ network: elsewhere })
    const sealed = await world.as(member, (scope) => seal(scope, personId, place, 'gone'))
    const kept = await world.as(colleague, (scope) => seal(scope, personId, inNetwork(elsewhere), 'kept'))
    expect(await world.as(member, (scope) => forget(scope, personId, network))).toBe(0)
    expect(await world.as(administrator, (scope) => forget(scope, personId, network))).toBe(1)
    expect(await world.as(member, (scope) => open(scope, personId, place, sealed))).toBe(null)
    expect(await world.as(colleague, (scope) => open(scope, personId, inNetwork(elsewhere), kept))).toBe('kept')
    const { rows } = await world.seed((owner) => sql<object>`select * from platform.erased_key`.execute(owner))
    expect(rows.filter((row) => JSON.stringify(row).includes(personId))).toEqual([])
    expect(rows.some((row) => 'id' in row && row.id === keyOf(sealed))).toBe(true)
  })

  test('can be written about anew, and what was before stays closed', async () => {
    const { network, place, member, personId } = await members()
    const former = await world.as(member, (scope) => seal(scope, personId, place, 'before'))
    await world.as(OPERATOR, (scope) => forget(scope, personId, network))
    const now = await world.as(member, (scope) => seal(scope, personId, place, 'after'))
    expect(await world.as(member, (scope) => open(scope, personId, place, former))).toBe(null)
    expect(await world.as(member, (scope) => open(scope, personId, place, now))).toBe('after')
  })

  test('with an account is so by themselves, and by no administrator', async () => {
    const network = await world.network()
    const [person, administrator] = [await world.person({ network }), await world.person({ network, role: 'administrator' })]
    const sealed = await world.as(person, (scope) => seal(scope, person.personId, inNetwork(null), 'mine'))
    expect(await world.as(administrator, (scope) => forget(scope, person.personId, null))).toBe(0)
    expect(await world.as(person, (scope) => forget(scope, person.personId, null))).toBe(1)
    expect(await world.as(person, (scope) => open(scope, person.personId, inNetwork(null), sealed))).toBe(null)
  })
})

test('the application cannot change a data key, nor read or take back what was erased', async () => {
  const { network, member, personId, place } = await members()
  await world.as(member, (scope) => seal(scope, personId, place, 'text'))
  const refused = (text: string) =>
    expect(world.as(member, (scope: Scope) => sql.raw(text).execute(scope))).rejects.toThrow(/permission denied/)
  await refused(`update platform.data_key set wrapped = '\\x00' where network_id = '${network}'`)
  await refused('select * from platform.erased_key')
  await refused('delete from platform.erased_key')
})

const keyOf = (sealed: Buffer) =>
  sealed
    .subarray(1, 17)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
