import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { careIn } from '../../care/care.test-support.ts'
import { findOnDuty } from './duty.server.ts'

const world = useWorld()
const care = careIn(world)
const GIVEN = ['Zoé', 'Jo', 'Anne-Sophie', 'Élise', 'Björn', 'Ng', 'Mohammed', 'Ève']
const FAMILY = ['Lefèvre', 'De Smet', 'Nguyễn', 'O’Connor', 'Van den Broeck', 'Li', 'Dupont', 'Lefebvre']

// A word as it is typed in a hurry: a letter that is missing, doubled, or swapped with the next; or only its beginning.
const slipped = (word: string) =>
  fc.tuple(fc.nat(Math.max(0, word.length - 1)), fc.constantFrom('none', 'missing', 'doubled', 'swapped', 'begun')).map(([at, slip]) => {
    const [before, letter, after] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)]
    if (slip === 'missing') return before + after
    if (slip === 'doubled') return before + letter + letter + after
    if (slip === 'swapped') return before + after.slice(0, 1) + letter + after.slice(1)
    return slip === 'begun' ? word.slice(0, Math.max(3, at)) : word
  })
const typed = fc
  .tuple(fc.constantFrom(...GIVEN, ''), fc.constantFrom(...FAMILY, ''), fc.boolean())
  .chain(([given, family, isTurned]) =>
    fc.tuple(slipped(given), slipped(family)).map((pair) => (isTurned ? pair.toReversed() : pair).join(' ').trim()),
  )

test('the index of names leaves nobody out who is alike word by word, however it is typed', { timeout: 60_000 }, async () => {
  const network = await world.network()
  const worker = await care.worker(await care.team(network))
  for (const given_name of GIVEN)
    for (const family_name of FAMILY) {
      const person = await care.file(network, { given_name, family_name })
      await care.put('plans.crisis_plan', {
        ...{ network_id: network, person_id: person, current_seq: 1, for_duty: true },
        ...{ shown_to: ['duty'], renew_on: null, reminded_at: null },
      })
    }
  // Word by word with everybody, as it would be done without an index.
  const alike = (words: string) =>
    world.seed(async (owner) => {
      const { rows } = await sql<{ id: string }>`
        with sought as (select array(select w from unnest(string_to_array(left(platform.folded(${words}), 100), ' ')) w where w <> '' limit 6) as words)
        select p.id from care.person p, sought s, lateral (select plans.likeness(s.words, p.folded) as alike) l where p.network_id = ${network} and l.alike > 0
         order by l.alike desc, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 8`.execute(owner)
      return rows.map(({ id }) => id)
    })
  await fc.assert(
    fc.asyncProperty(typed, async (words) => {
      const found = await world.as(worker, async (scope) => (await findOnDuty(scope, network, words, null)).map(({ person }) => person))
      const isLong = (
        await world.seed((owner) =>
          sql<{ n: number }>`
        select coalesce(max(length(w)), 0)::integer as n from unnest(string_to_array(platform.folded(${words}), ' ')) w`.execute(owner),
        )
      ).rows[0]
      expect(found, words).toEqual((isLong?.n ?? 0) < 3 ? [] : await alike(words))
    }),
    { numRuns: 80 },
  )
})
