import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { printedCard } from './card.server.ts'
import { makeCard, withdrawCard } from './cards.commands.server.ts'
import { cardsOf } from './cards.queries.server.ts'

const world = useWorld()

describe('a professional', () => {
  test('makes a card, and sees what became of it but never by whom it was used', async () => {
    const network = await world.network()
    const actor = await world.person({ network, role: 'coordinator' })
    const card = await world.as(actor, (scope) => makeCard(scope, actor, network, 'carer'))
    expect(card.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const [shown] = await world.as(actor, (scope) => cardsOf(scope, network, actor.personId))
    expect(shown).toMatchObject({ kind: 'carer', state: 'open', isMine: true })
    expect(Object.keys(shown ?? {}).sort()).toEqual(['expiresAt', 'id', 'isMine', 'kind', 'madeAt', 'number', 'state', 'usedAt'])
    await world.as(actor, (scope) => withdrawCard(scope, actor, network, shown?.id ?? ''))
    expect((await world.as(actor, (scope) => cardsOf(scope, network, actor.personId)))[0]?.state).toBe('withdrawn')
    await expect(world.as(actor, (scope) => withdrawCard(scope, actor, network, shown?.id ?? ''))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('sees their own cards, an administrator those of the network', async () => {
    const network = await world.network()
    const [one, other, head] = [
      await world.person({ network, role: 'coordinator' }),
      await world.person({ network, role: 'programme_manager' }),
      await world.person({ network, role: 'administrator' }),
    ]
    await world.as(one, (scope) => makeCard(scope, one, network, 'person'))
    expect(await world.as(other, (scope) => cardsOf(scope, network, other.personId))).toEqual([])
    expect(await world.as(head, (scope) => cardsOf(scope, network, head.personId))).toEqual([expect.objectContaining({ isMine: false })])
  })
})

describe('whoever may not', () => {
  test('a reader, somebody of another network, whose role has ended, a stranger and a visitor make and withdraw no card', async () => {
    const network = await world.network()
    const maker = await world.person({ network, role: 'coordinator' })
    await world.as(maker, (scope) => makeCard(scope, maker, network, 'person'))
    const id = (await world.as(maker, (scope) => cardsOf(scope, network, maker.personId)))[0]?.id ?? ''
    const others = [
      await world.person({ network, role: 'reader' }),
      await world.person({ network: await world.network(), role: 'administrator' }),
      await world.person({ network, role: 'administrator', validTo: '2021-01-01' }),
      await world.person(),
      VISITOR,
    ]
    for (const actor of others) {
      await expect(world.as(actor, (scope) => makeCard(scope, actor, network, 'person'))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(actor, (scope) => withdrawCard(scope, actor, network, id))).rejects.toMatchObject({ code: 'forbidden' })
      expect(await world.as(actor, (scope) => cardsOf(scope, network, actor.personId))).toEqual([])
      // The database refuses also when the code forgets to ask.
      const forged = sql`insert into identity.card (network_id, kind, code_hash, made_by, expires_at)
        values (${network}, 'person', '\\x00', ${actor.personId === '' ? maker.personId : actor.personId}, now() + interval '1 day')`
      await expect(world.as(actor, (scope) => forged.execute(scope))).rejects.toMatchObject({ code: '42501' })
    }
    expect((await world.as(maker, (scope) => cardsOf(scope, network, maker.personId)))[0]?.state).toBe('open')
  })

  test('nobody reads the hash of a code, says that a card was used, or ties somebody to a network', async () => {
    const network = await world.network()
    const actor = await world.person({ network, role: 'administrator' })
    for (const forged of [
      sql`select code_hash from identity.card`,
      sql`update identity.card set used_at = null`,
      sql`insert into identity.tie values (${network}, ${actor.personId}, 'person', gen_random_uuid())`,
      sql`select hash from identity.paper_key`,
      sql`select * from identity.closing`,
    ])
      await expect(world.as(actor, async (scope) => (await forged.execute(scope)).rows.length)).rejects.toMatchObject({ code: '42501' })
  })
})

test('a card speaks the language of who gets it, and its picture leads to the page with the code filled in', () => {
  const card = { number: 'A3F2', code: '7K4M-92QX', kind: 'person' as const, expiresAt: new Date('2026-12-13T10:00:00Z') }
  const [easy, dutch] = [printedCard(card, 'falc', 'https://maillage.example'), printedCard(card, 'nl', 'https://maillage.example')]
  expect(easy).toMatchObject({ lang: 'fr', address: 'maillage.example/falc/open', code: '7K4M-92QX' })
  expect(dutch.until).toContain('zondag 13 december 2026')
  expect(easy.qr.path.length).toBeGreaterThan(1000)
})
