import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { useOwnDatabase } from '#platform/jobs/own-database.test-support.ts'
import { GOOD_PASSWORD, hashOfToken } from '../accounts.test-support.ts'
import { actorOf, hashOf } from '../session.server.ts'
import { becomeFirst, type First, firstLink, firstOf } from './first.commands.server.ts'

const { here, owner, network, person } = useOwnDatabase()

const tokenOf = async () => (await firstLink(here().db))?.split('/').at(-1) ?? ''
const first = (more: Partial<First> = {}): First => ({
  name: 'Claude Martin',
  email: `${randomUUID()}@people.example`,
  password: GOOD_PASSWORD,
  locale: 'nl',
  network: 'Netwerk Twee Oevers',
  country: 'BE',
  ...more,
})
const become = (token: string, more: Partial<First> = {}) => becomeFirst(here().db, token, first(more), null)

// As on a machine that was never started before.
beforeEach(async () => {
  await owner(`delete from identity.link; alter table identity.role disable trigger guard; delete from identity.role; alter table identity.role enable trigger guard;
    delete from identity.session; delete from identity.person where not is_operator; delete from platform.audit; delete from platform.audit_head; delete from platform.network`)
})

describe('the first administrator', () => {
  test('makes the first network, administers it, and has a second factor to set up', async () => {
    const token = await tokenOf()
    expect(await firstOf(here().db, token)).toEqual({ needsNetwork: true })
    const entered = await become(token)
    if (typeof entered === 'string') throw new Error(entered)
    expect(entered.standing).toMatchObject({ mustBeStrong: true, isStrong: false, step: 'open' })
    expect(await actorOf(here().db, hashOf(entered.token))).toMatchObject({ personId: '' })
    expect(await owner('select id, name, country, is_public, is_demonstration from platform.network')).toEqual([
      { id: 'netwerk-twee-oevers', name: { nl: 'Netwerk Twee Oevers' }, country: 'BE', is_public: false, is_demonstration: false },
    ])
    expect(await owner('select role, network_id, valid_to from identity.role')).toEqual([
      { role: 'administrator', network_id: 'netwerk-twee-oevers', valid_to: null },
    ])
    expect(await owner("select action from platform.audit where network_id = 'netwerk-twee-oevers'")).toEqual([
      { action: 'identity.beginAdministration' },
    ])
  })

  test('administers the networks that were loaded before, and makes no other', async () => {
    const [one, two] = [await network(), await network()]
    const token = await tokenOf()
    expect(await firstOf(here().db, token)).toEqual({ needsNetwork: false })
    await become(token)
    expect(
      (await owner<{ network_id: string }>('select network_id from identity.role')).map(({ network_id }) => network_id).sort(),
    ).toEqual([one, two].sort())
    expect(await owner('select from platform.network')).toHaveLength(2)
  })

  test('is one: the link works once, also when two come at the same moment', async () => {
    const token = await tokenOf()
    const outcomes = await Promise.all([become(token), become(token)])
    expect(outcomes.filter((outcome) => outcome === 'over')).toHaveLength(1)
    expect(await become(token)).toBe('over')
    expect(await firstOf(here().db, token)).toBeNull()
    expect(await owner('select from identity.role')).toHaveLength(1)
  })

  test('has the link of the last start, for a day; only its hash is kept', async () => {
    const [former, token] = [await tokenOf(), await tokenOf()]
    expect(await become(former)).toBe('over')
    const [kept, ...others] = await owner<{ hash: Buffer; kind: string }>('select hash, kind from identity.link')
    expect(others).toEqual([])
    expect(kept?.hash.equals(hashOfToken(token))).toBe(true)
    await owner("update identity.link set expires_at = now() - interval '1 second'")
    expect(await become(token)).toBe('over')
    expect(await owner('select from identity.person where not is_operator')).toEqual([])
  })

  test('is not offered, and no link of before works, once somebody administers something', async () => {
    const token = await tokenOf()
    await person({ network: await network(), role: 'administrator' })
    expect(await firstLink(here().db)).toBeNull()
    expect(await firstOf(here().db, token)).toBeNull()
    expect(await become(token)).toBe('over')
    // Also when the program did not ask before.
    const { rows } = await sql<{
      id: string | null
    }>`select identity.use_first_link(${hashOfToken(token)}, 'X', 'x@people.example', 'x', 'fr',
      'x', '{"fr": "X"}'::jsonb, 'FR') as id`.execute(here().db)
    expect(rows).toEqual([{ id: null }])
  })

  test('is offered again when the last role has ended', async () => {
    const id = await network()
    await owner('alter table identity.role disable trigger guard')
    await person({ network: id, role: 'administrator' })
    await owner("update identity.role set valid_to = '2021-01-01'")
    await owner('alter table identity.role enable trigger guard')
    expect(await firstLink(here().db)).not.toBeNull()
  })

  test('chooses a password that is not easy, and an address that nobody has, and may try again', async () => {
    await person({ email: 'somebody@people.example' })
    const token = await tokenOf()
    expect(await become(token, { password: 'azerty' })).toBe('short')
    await expect(become(token, { email: 'somebody@people.example' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await owner('select from platform.network')).toEqual([])
    expect(await become(token)).toMatchObject({ standing: { name: 'Claude Martin' } })
  })
})
