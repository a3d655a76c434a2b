import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { typingErrors } from '../modules/care/people/alike.ts'
import { folded, likeness, slipsOf, wordsOf } from './likeness.ts'

const world = useWorld()
const NAMES = [
  'Zoé Lefèvre',
  'Jo De Smet',
  'Anne-Sophie O’Connor',
  'Björn Vandenbroeck',
  'Ève Nguyễn',
  'Cœline Łukasz',
  'Øyvind Weiß',
  'Li',
  '',
]
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: fc.constantFrom(...'aeéèïçœnrtlsvd -’'), maxLength: 24 }))

test('names are compared on a device as they are in the database, letter by letter and word by word', async () => {
  // Names of each other, and the same name with letters missing, where what counts as alike is decided.
  const hurried = fc.tuple(fc.constantFrom(...NAMES), fc.nat(20), fc.nat(20)).map(([named, one, other]) => {
    const letters = [...named].filter((_, at) => at !== one && at !== other)
    return [letters.join(''), named] as const
  })
  const pairs = fc.sample(fc.oneof(fc.tuple(name, name), hurried), { numRuns: 500, seed: 11 })
  const rows = await world.seed(async (owner) => {
    const json = JSON.stringify(pairs.map(([typed, named], at) => ({ at, typed, named })))
    return (
      await sql<{ folded: string; alike: number }>`
        select btrim(platform.folded(p.named)) as folded, plans.likeness(array(select w from unnest(string_to_array(left(platform.folded(p.typed), 100), ' ')) w
            where w <> '' limit 6), platform.folded(p.named)) as alike
          from jsonb_to_recordset(${json}::jsonb) as p (at integer, typed text, named text) order by p.at`.execute(owner)
    ).rows
  })
  expect(rows).toHaveLength(pairs.length)
  for (const [at, [typed, named]] of pairs.entries()) {
    expect(folded(named), named).toBe(rows[at]?.folded)
    expect(likeness(wordsOf(typed), folded(named).split(' ')), `${typed} for ${named}`).toBeCloseTo(rows[at]?.alike ?? -1, 5)
  }
})

test('the slips of a word are those that are one typing error away, and all of them', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 4, maxLength: 9 })
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(slipsOf(one).has(other)).toBe(typingErrors(one, other) === 1)
    }),
  )
  for (const slip of slipsOf('smet')) expect(typingErrors('smet', slip), slip).toBe(1)
})
