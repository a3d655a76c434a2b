import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { readWaiting } from './queries.server.ts'

const world = useWorld()

describe('home: what waits', () => {
  test('the contradictions of the last edition of the latest account, in the networks of who reads and no others', async () => {
    const [network, open] = [await world.network(), await world.network({ isPublic: true })]
    const noor = await world.person({ network, role: 'reader' })
    await world.seed(async (owner) => {
      const freeze = (of: string, year: number, edition: number, verdicts: string[]) =>
        sql`insert into account.snapshot (network_id, year, edition, frozen_by, content, hash, is_public)
          values (${of}, ${year}, ${edition}, ${noor.personId}::uuid, ${JSON.stringify({ relations: verdicts.map((verdict) => ({ verdict })) })}::jsonb, ${'0'.repeat(64)}, true)`.execute(
          owner,
        )
      await freeze(network, 2024, 1, ['contradicts', 'contradicts', 'contradicts'])
      await freeze(network, 2025, 1, ['contradicts'])
      await freeze(network, 2025, 2, ['contradicts', 'holds', 'contradicts', 'implies'])
      await freeze(open, 2025, 1, ['contradicts'])
    })
    const waiting = await world.as(noor, (scope) => readWaiting(scope, noor))
    expect(waiting).toEqual([expect.objectContaining({ network, edition: { year: 2025, edition: 2, contradictions: 2 }, recent: [] })])
  })
  test('a network without an edition has none to tell of', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'reader' })
    expect(await world.as(noor, (scope) => readWaiting(scope, noor))).toMatchObject([{ network, edition: null }])
  })
})
