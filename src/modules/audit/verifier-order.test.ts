import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChainRow, hashOf } from './chain.server.ts'
import {
  anchorAt,
  anywhere,
  chain,
  day,
  EMPTY,
  headOf,
  NETWORK,
  rehashed,
  replaced,
  touches,
  verify,
  written,
} from './verifier.test-support.ts'

describe('the verifier', () => {
  test('finds two rows that changed places, and says where they were', () => {
    fc.assert(
      fc.property(chain, anywhere, anywhere, (rows, one, other) => {
        const [a, b] = [one % rows.length, other % rows.length]
        const [first, second] = [rows[a], rows[b]]
        if (first === undefined || second === undefined || a === b) return
        const swapped = replaced(replaced(rows, a, { ...second, seq: first.seq }), b, { ...first, seq: second.seq })
        const found = verify(swapped, headOf(rows))
        for (const { seq, form } of [first, second]) expect(touches(found, seq) || form === 1, JSON.stringify(found)).toBe(true)
        if (first.form === 2 && second.form === 2)
          expect(
            found
              .filter(({ fault }) => fault === 'moved')
              .map(({ seq }) => seq)
              .sort(),
          ).toEqual([first.seq, second.seq].sort())
        expect(found).not.toEqual([])
      }),
    )
  })

  test('finds a row that was pushed in between, whatever its hash', () => {
    fc.assert(
      fc.property(chain, written, anywhere, fc.boolean(), (rows, act, place, isHashed) => {
        const at = place % (rows.length + 1)
        const before = rows[at - 1]
        const bare: ChainRow = {
          ...act,
          reason: null,
          seq: at + 1,
          form: 2,
          at: day(at),
          salt: null,
          digest: null,
          prev: before?.hash ?? EMPTY,
          hash: randomBytes(32),
        }
        const inserted = isHashed ? { ...bare, hash: hashOf(bare.prev ?? EMPTY, NETWORK, bare) } : bare
        const after = rows.slice(at).map((row) => ({ ...row, seq: row.seq + 1 }))
        const found = verify([...rows.slice(0, at), inserted, ...after], headOf(rows))
        expect(found).not.toEqual([])
        expect(
          found.every(({ seq, to }) => (to ?? seq) > at - 1),
          JSON.stringify(found),
        ).toBe(true)
      }),
    )
  })

  test('finds a row before the beginning and a row after the end', () => {
    fc.assert(
      fc.property(chain, (rows) => {
        const [first, last] = [rows[0], rows.at(-1)]
        if (first === undefined || last === undefined) return
        expect(verify([{ ...first, seq: 0 }, ...rows], headOf(rows))).toContainEqual(expect.objectContaining({ fault: 'inserted', seq: 0 }))
        const more: ChainRow = { ...last, seq: last.seq + 1, prev: last.form === 2 ? last.hash : null }
        const next = { ...more, hash: hashOf(last.hash, NETWORK, more) }
        expect(verify([...rows, next], headOf(rows))).toEqual([expect.objectContaining({ fault: 'inserted', seq: next.seq, to: next.seq })])
      }),
    )
  })

  test('finds a history that was written anew from some row on, hashes and head with it, by the first anchor after it', () => {
    fc.assert(
      fc.property(chain, anywhere, anywhere, (rows, place, anchored) => {
        const at = place % rows.length
        const row = rows[at]
        if (row === undefined) return
        const forged = rehashed(replaced(rows, at, { ...row, target: `${row.target}x` }), at)
        expect(verify(forged, headOf(forged)), 'nobody can see this without an anchor').toEqual([])
        const seq = 1 + (anchored % rows.length)
        const found = verify(forged, headOf(forged), [anchorAt(rows, seq)])
        if (seq >= row.seq) expect(found).toEqual([expect.objectContaining({ fault: 'rewritten', to: seq })])
        else expect(found).toEqual([])
        expect(seq < row.seq || touches(found, row.seq)).toBe(true)
      }),
    )
  })
})
