import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChainRow, hashOf, reasonDigest } from './chain.server.ts'
import { type Anchor, createVerifier, type Finding, type Head } from './verifier.server.ts'

const NETWORK = 'ccoms'
const EMPTY: Buffer = Buffer.alloc(0)
const START = { baseSeq: 0, baseHash: EMPTY }

const uuid = fc.uuid()
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replaceAll('\0', '-'))
type Written = Pick<ChainRow, 'person' | 'roles' | 'kind' | 'action' | 'target' | 'about' | 'outcome' | 'reason'>
const written: fc.Arbitrary<Written> = fc.record({
  person: uuid,
  roles: fc.subarray(['administrator', 'coordinator', 'reader']),
  kind: fc.constantFrom('write', 'read', 'export'),
  action: fc.constantFrom('journal.recordActivity', 'audit.read', 'directory.export'),
  target: word,
  about: fc.option(uuid),
  outcome: fc.constantFrom('success', 'failure'),
  reason: fc.option(word),
})

const day = (seq: number) => `2026-11-22T09:30:00.${String(seq).padStart(6, '0')}Z`

/** Rows as the database writes them: the first `old` in the form of the first release. */
const chainOf = (acts: readonly Written[], old: number): ChainRow[] => {
  const rows: ChainRow[] = []
  for (const act of acts) {
    const seq = rows.length + 1
    const prev = rows.at(-1)?.hash ?? EMPTY
    const plain = { roles: [], kind: 'write', about: null, outcome: 'success', reason: null } as const
    const salt = randomBytes(16)
    const row: ChainRow =
      seq <= old
        ? { ...act, ...plain, seq, form: 1, at: day(seq), salt: null, digest: null, prev: null, hash: EMPTY }
        : {
            ...act,
            seq,
            form: 2,
            at: day(seq),
            salt: act.reason === null ? null : salt,
            digest: act.reason === null ? null : reasonDigest(salt, act.reason),
            prev,
            hash: EMPTY,
          }
    rows.push({ ...row, hash: hashOf(prev, NETWORK, row) })
  }
  return rows
}
const chain = fc
  .tuple(fc.array(written, { minLength: 2, maxLength: 25 }), fc.integer({ min: 0, max: 8 }))
  .map(([acts, old]) => chainOf(acts, Math.min(old, acts.length)))

const headOf = (rows: readonly ChainRow[]): Head => ({ ...START, seq: rows.at(-1)?.seq ?? 0, hash: rows.at(-1)?.hash ?? EMPTY })
const anchorAt = (rows: readonly ChainRow[], seq: number): Anchor => ({
  network: NETWORK,
  seq,
  hash: rows[seq - 1]?.hash ?? EMPTY,
  at: '2026-11-22T03:00:00.000Z',
})
const verify = (rows: readonly ChainRow[], head: Head | null, anchors: readonly Anchor[] = [], start = START): Finding[] => {
  const verifier = createVerifier(NETWORK, start, anchors)
  const sorted = [...rows].sort((a, b) => a.seq - b.seq)
  return [...verifier.beginning(), ...sorted.flatMap((row) => verifier.take(row)), ...verifier.end(head)]
}
const touches = (findings: readonly Finding[], seq: number) => findings.some((found) => found.seq <= seq && seq <= (found.to ?? found.seq))

// Every column that a row has, and another value for it.
const EDITS: { [K in Exclude<keyof ChainRow, 'seq'>]: (row: ChainRow) => ChainRow[K] } = {
  form: ({ form }) => (form === 1 ? 2 : 1),
  at: ({ at }) => at.replace('09:30', '09:31'),
  person: () => '00000000-0000-4000-8000-00000000000f',
  roles: ({ roles }) => [...roles, 'operator'],
  kind: ({ kind }) => (kind === 'read' ? 'write' : 'read'),
  action: ({ action }) => `${action}x`,
  target: ({ target }) => `${target}x`,
  about: () => '00000000-0000-4000-8000-00000000000e',
  outcome: ({ outcome }) => (outcome === 'success' ? 'failure' : 'success'),
  reason: ({ reason }) => `${reason ?? ''}x`,
  salt: ({ salt }) => (salt === null ? randomBytes(16) : Buffer.from(salt.map((byte) => byte ^ 1))),
  digest: ({ digest }) => (digest === null ? randomBytes(32) : null),
  prev: ({ prev }) => (prev === null ? randomBytes(32) : null),
  hash: ({ hash }) => Buffer.from(hash.map((byte, at) => (at === 7 ? byte ^ 1 : byte))),
}
const column = fc.constantFrom(...(Object.keys(EDITS) as (keyof typeof EDITS)[]))
const anywhere = fc.nat({ max: 1_000_000 })
const edited = (row: ChainRow, name: keyof typeof EDITS): ChainRow => ({ ...row, [name]: EDITS[name](row) })
const replaced = (rows: readonly ChainRow[], at: number, row: ChainRow) => rows.map((old, index) => (index === at ? row : old))
/** The rows from `at` on with all hashes made anew: what somebody does who owns the database and knows the recipe. */
const rehashed = (rows: readonly ChainRow[], at: number): ChainRow[] => {
  const done = [...rows]
  for (let index = at; index < done.length; index++) {
    const row = done[index]
    if (row === undefined) break
    const prev = done[index - 1]?.hash ?? EMPTY
    const whole = { ...row, prev: row.form === 2 ? prev : null }
    done[index] = { ...whole, hash: hashOf(prev, NETWORK, whole) }
  }
  return done
}

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
