import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf } from './chain.server.ts'
import { anchorAt, anywhere, chain, column, EMPTY, edited, headOf, NETWORK, replaced, touches, verify } from './verifier.test-support.ts'

describe('the verifier', () => {
  test('finds nothing in a chain as it was written, with and without anchors', () => {
    fc.assert(
      fc.property(chain, (rows) => {
        const anchors = rows.map(({ seq }) => anchorAt(rows, seq))
        expect(verify(rows, headOf(rows))).toEqual([])
        expect(verify(rows, headOf(rows), anchors)).toEqual([])
      }),
    )
  })

  test('finds a change of any column of any row, and names the row', () => {
    fc.assert(
      fc.property(chain, column, anywhere, (rows, name, place) => {
        const at = place % rows.length
        const row = rows[at]
        if (row === undefined) return
        const found = verify(replaced(rows, at, edited(row, name)), headOf(rows))
        expect(found, `row ${row.seq}, ${name}`).not.toEqual([])
        expect(touches(found, row.seq) || (row.form === 1 && touches(found, row.seq + 1)), JSON.stringify(found)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('finds a row that was changed and given the right hash, and names it or the row after', () => {
    fc.assert(
      fc.property(chain, anywhere, (rows, place) => {
        const at = place % rows.length
        const row = rows[at]
        if (row === undefined) return
        const other = { ...row, target: `${row.target}x` }
        const found = verify(replaced(rows, at, { ...other, hash: hashOf(rows[at - 1]?.hash ?? EMPTY, NETWORK, other) }), headOf(rows))
        expect(touches(found, row.seq) || (rows[at + 1]?.form === 1 && touches(found, row.seq + 1)), JSON.stringify(found)).toBe(true)
      }),
    )
  })

  test('finds rows that were removed from the middle, and says which', () => {
    fc.assert(
      fc.property(chain, anywhere, anywhere, (rows, place, count) => {
        const at = place % (rows.length - 1)
        const gone = 1 + (count % (rows.length - 1 - at))
        const found = verify([...rows.slice(0, at), ...rows.slice(at + gone)], headOf(rows))
        expect(found[0]).toMatchObject({ fault: 'missing', seq: at + 1, to: at + gone })
      }),
    )
  })

  test('finds an end that was cut off, while the head still tells of it', () => {
    fc.assert(
      fc.property(chain, anywhere, (rows, place) => {
        const kept = place % rows.length
        expect(verify(rows.slice(0, kept), headOf(rows))).toContainEqual(
          expect.objectContaining({ fault: 'cut', seq: kept + 1, to: rows.length }),
        )
      }),
    )
  })

  test('finds an end that was cut off together with the head by an anchor, and nothing without one', () => {
    fc.assert(
      fc.property(chain, anywhere, (rows, place) => {
        const kept = place % rows.length
        const rest = rows.slice(0, kept)
        expect(verify(rest, headOf(rest))).toEqual([])
        expect(verify(rest, headOf(rest), [anchorAt(rows, rows.length)])).toEqual([
          expect.objectContaining({ fault: 'cut', seq: kept + 1, to: rows.length }),
        ])
        expect(verify([], null, [anchorAt(rows, rows.length)])).not.toEqual([])
      }),
    )
  })
})
