import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChainRow } from './chain.server.ts'
import { createVerifier } from './verifier.server.ts'
import {
  anchorAt,
  anywhere,
  chain,
  chainOf,
  column,
  EMPTY,
  edited,
  headOf,
  NETWORK,
  rehashed,
  replaced,
  START,
  verify,
} from './verifier.test-support.ts'

describe('the verifier', () => {
  test('whatever else happens to the rows, it is seen when the last row was anchored', () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('edit' as const), place: anywhere, name: column }),
      fc.record({ kind: fc.constant('remove' as const), place: anywhere }),
      fc.record({ kind: fc.constant('swap' as const), place: anywhere, other: anywhere }),
      fc.record({ kind: fc.constant('rehash' as const), place: anywhere }),
      fc.record({ kind: fc.constant('renumber' as const) }),
    )
    const key = (rows: readonly ChainRow[]) => JSON.stringify(rows)
    fc.assert(
      fc.property(chain, fc.array(act, { minLength: 1, maxLength: 4 }), fc.boolean(), (rows, acts, withHead) => {
        let tampered: ChainRow[] = rows
        for (const step of acts) {
          if (tampered.length === 0) break
          const at = 'place' in step ? step.place % tampered.length : 0
          const row = tampered[at]
          if (row === undefined) continue
          if (step.kind === 'edit') tampered = replaced(tampered, at, edited(row, step.name))
          if (step.kind === 'remove') tampered = tampered.filter((_, index) => index !== at)
          if (step.kind === 'rehash') tampered = rehashed(tampered, at)
          if (step.kind === 'renumber')
            tampered = rehashed(
              tampered.map((each, index) => ({ ...each, seq: index + 1 })),
              0,
            )
          if (step.kind === 'swap') {
            const b = step.other % tampered.length
            const other = tampered[b]
            if (other !== undefined) tampered = replaced(replaced(tampered, at, { ...other, seq: row.seq }), b, { ...row, seq: other.seq })
          }
        }
        fc.pre(key([...tampered].sort((a, b) => a.seq - b.seq)) !== key(rows))
        expect(verify(tampered, headOf(withHead ? tampered : rows), [anchorAt(rows, rows.length)])).not.toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('lets a reason be erased, and not be changed', () => {
    const rows = chainOf(
      [{ person: null, roles: [], kind: 'read', action: 'a.b', target: 'x', about: null, outcome: 'success', reason: 'because' }],
      0,
    )
    const [row] = rows
    if (row === undefined) throw new Error('no row')
    const erased = { ...row, reason: null, salt: null }
    const verifier = createVerifier(NETWORK, START, [])
    expect(verifier.take(erased)).toEqual([])
    expect(verifier.summary().erased).toBe(1)
    expect(verify([{ ...row, reason: 'why not' }], headOf(rows))).toEqual([expect.objectContaining({ fault: 'changed', seq: 1 })])
  })

  test('goes on from rows whose time was over when the chain says so, and not otherwise', () => {
    const act = { person: null, roles: [], kind: 'write', about: null, outcome: 'success', reason: null } as const
    const before = chainOf(
      [1, 2, 3].map((n) => ({ ...act, action: 'a.b', target: String(n) })),
      0,
    )
    const base = { baseSeq: 2, baseHash: before[1]?.hash ?? EMPTY }
    const says = (target: string) => chainOf([...before, { ...act, action: 'audit.retire', target }], 0)
    const close = (rows: ChainRow[]) => {
      const kept = rows.slice(2)
      return verify(
        kept,
        { ...base, seq: 4, hash: kept.at(-1)?.hash ?? EMPTY },
        [anchorAt(rows, 1), anchorAt(rows, 2), anchorAt(rows, 3)],
        base,
      )
    }
    expect(close(says(`2:${base.baseHash.toString('hex')}`))).toEqual([])
    expect(close(says('1:00'))).toEqual([expect.objectContaining({ fault: 'retired', seq: 1, to: 2 })])
  })
})
