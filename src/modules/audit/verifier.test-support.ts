import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { type ChainRow, hashOf, reasonDigest } from './chain.server.ts'
import { type Anchor, createVerifier, type Finding, type Head } from './verifier.server.ts'

export const NETWORK = 'ccoms'
export const EMPTY: Buffer = Buffer.alloc(0)
export const START = { baseSeq: 0, baseHash: EMPTY }

export const uuid = fc.uuid()
export const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replaceAll('\0', '-'))
export type Written = Pick<ChainRow, 'person' | 'roles' | 'kind' | 'action' | 'target' | 'about' | 'outcome' | 'reason'>
export const written: fc.Arbitrary<Written> = fc.record({
  person: uuid,
  roles: fc.subarray(['administrator', 'coordinator', 'reader']),
  kind: fc.constantFrom('write', 'read', 'export'),
  action: fc.constantFrom('journal.recordActivity', 'audit.read', 'directory.export'),
  target: word,
  about: fc.option(uuid),
  outcome: fc.constantFrom('success', 'failure'),
  reason: fc.option(word),
})

export const day = (seq: number) => `2026-11-22T09:30:00.${String(seq).padStart(6, '0')}Z`

/** Rows as the database writes them: the first `old` in the form of the first release. */
export const chainOf = (acts: readonly Written[], old: number): ChainRow[] => {
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
export const chain = fc
  .tuple(fc.array(written, { minLength: 2, maxLength: 25 }), fc.integer({ min: 0, max: 8 }))
  .map(([acts, old]) => chainOf(acts, Math.min(old, acts.length)))

export const headOf = (rows: readonly ChainRow[]): Head => ({ ...START, seq: rows.at(-1)?.seq ?? 0, hash: rows.at(-1)?.hash ?? EMPTY })
export const anchorAt = (rows: readonly ChainRow[], seq: number): Anchor => ({
  network: NETWORK,
  seq,
  hash: rows[seq - 1]?.hash ?? EMPTY,
  at: '2026-11-22T03:00:00.000Z',
})
export const verify = (rows: readonly ChainRow[], head: Head | null, anchors: readonly Anchor[] = [], start = START): Finding[] => {
  const verifier = createVerifier(NETWORK, start, anchors)
  const sorted = [...rows].sort((a, b) => a.seq - b.seq)
  return [...verifier.beginning(), ...sorted.flatMap((row) => verifier.take(row)), ...verifier.end(head)]
}
export const touches = (findings: readonly Finding[], seq: number) =>
  findings.some((found) => found.seq <= seq && seq <= (found.to ?? found.seq))

// Every column that a row has, and another value for it.
export const EDITS: { [K in Exclude<keyof ChainRow, 'seq'>]: (row: ChainRow) => ChainRow[K] } = {
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
export const column = fc.constantFrom(...(Object.keys(EDITS) as (keyof typeof EDITS)[]))
export const anywhere = fc.nat({ max: 1_000_000 })
export const edited = (row: ChainRow, name: keyof typeof EDITS): ChainRow => ({ ...row, [name]: EDITS[name](row) })
export const replaced = (rows: readonly ChainRow[], at: number, row: ChainRow) => rows.map((old, index) => (index === at ? row : old))
/** The rows from `at` on with all hashes made anew: what somebody does who owns the database and knows the recipe. */
export const rehashed = (rows: readonly ChainRow[], at: number): ChainRow[] => {
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
