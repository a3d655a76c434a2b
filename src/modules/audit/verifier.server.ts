import { type ChainRow, hashOf, reasonDigest } from './chain.server.ts'

/** The end of a chain as the database keeps it; rows up to `baseSeq` have left it when their time was over. */
export type Head = { seq: number; hash: Buffer; baseSeq: number; baseHash: Buffer }
/** The end of a chain as it was sent outside on some day. */
export type Anchor = { network: string | null; seq: number; hash: Buffer; at: string }

export const FAULTS = ['changed', 'moved', 'missing', 'inserted', 'replaced', 'cut', 'head', 'rewritten', 'retired'] as const
export type Fault = (typeof FAULTS)[number]
/** What is wrong, and with which row or rows (`to` where there are several). `why` is a sentence in English for the command line. */
export type Finding = { fault: Fault; seq: number; to?: number; why: string }

/** How far rows may have been carried off and still be recognised as moved rather than changed. */
const NEAR = 64

/**
 * Checks one chain, row after row, in constant memory (besides the anchors).
 * `take` each row in the order of its number, then `end` with the head that was read after the last row.
 */
export const createVerifier = (network: string | null, start: Pick<Head, 'baseSeq' | 'baseHash'>, anchors: readonly Anchor[]) => {
  const pending = anchors.filter((anchor) => anchor.network === network && anchor.seq >= start.baseSeq).sort((a, b) => a.seq - b.seq)
  const state = {
    seq: start.baseSeq,
    hash: start.baseHash,
    form: 1,
    /** The last row that was told as wrong, so that one fault is told once. */
    told: -1,
    rows: 0,
    erased: 0,
    retirement: '',
    anchored: 0,
    sure: start.baseSeq,
  }

  const compare = (seq: number, hash: Buffer): Finding[] => {
    const found: Finding[] = []
    while ((pending[0]?.seq ?? Number.POSITIVE_INFINITY) <= seq) {
      const anchor = pending.shift()
      if (anchor === undefined || anchor.seq < seq) continue
      state.anchored += 1
      if (anchor.hash.equals(hash)) state.sure = seq
      else
        found.push({
          fault: 'rewritten',
          seq: state.sure + 1,
          to: seq,
          why: `row ${seq} is not what it was on ${anchor.at}: a row from ${state.sure + 1} to ${seq} was rewritten`,
        })
    }
    return found
  }

  const take = (row: ChainRow): Finding[] => {
    state.rows += 1
    if (row.seq <= state.seq)
      return [{ fault: 'inserted', seq: row.seq, why: `row ${row.seq} stands before the beginning of the chain: it was inserted` }]
    const found = [...gapBefore(state.seq, row.seq), ...wrongIn(network, state, row)]
    if (found.some(({ seq }) => seq === row.seq)) state.told = row.seq
    if (row.form === 2 && row.digest !== null && row.reason === null) state.erased += 1
    if (row.action === 'audit.retire') state.retirement = row.target
    Object.assign(state, { seq: row.seq, hash: row.hash, form: row.form })
    return [...found, ...compare(row.seq, row.hash)]
  }

  const end = (head: Head | null): Finding[] => {
    const found = head === null ? withoutHead(state) : againstHead(state, head)
    const expected = `${start.baseSeq}:${start.baseHash.toString('hex')}`
    if (start.baseSeq > 0 && state.retirement !== expected)
      found.push({
        fault: 'retired',
        seq: 1,
        to: start.baseSeq,
        why: `rows up to ${start.baseSeq} are gone, and the chain does not say that their time was over`,
      })
    for (const anchor of pending)
      if (anchor.seq > state.seq)
        found.push({
          fault: 'cut',
          seq: state.seq + 1,
          to: anchor.seq,
          why: `rows ${state.seq + 1} to ${anchor.seq} are gone: the chain had ${anchor.seq} rows on ${anchor.at}`,
        })
    return found
  }
  const summary = () => ({ rows: state.rows, seq: state.seq, hash: state.hash, erased: state.erased, anchored: state.anchored })
  return { take, end, summary, beginning: () => compare(start.baseSeq, start.baseHash) }
}

type State = { seq: number; hash: Buffer; form: number; told: number; rows: number }

const gapBefore = (last: number, seq: number): Finding[] => {
  if (seq === last + 1) return []
  const [from, to] = [last + 1, seq - 1]
  return [{ fault: 'missing', seq: from, to, why: from === to ? `row ${from} is missing` : `rows ${from} to ${to} are missing` }]
}

const wrongIn = (network: string | null, state: State, row: ChainRow): Finding[] => {
  const follows = row.seq === state.seq + 1
  if (row.form === 1) return ofForm1(network, state, row, follows)
  const changed = (what: string): Finding[] => [{ fault: 'changed', seq: row.seq, why: `row ${row.seq} was changed${what}` }]
  if (row.form !== 2 || row.prev === null) return changed(': it has no form that this program writes')
  if (!hashOf(row.prev, network, row).equals(row.hash)) return movedOr(network, row, row.prev) ?? changed('')
  if (!isReasonWhole(row)) return changed(': its reason is not the one that was given')
  // The row is as it was written, but not after the row that stands before it: that one is another now.
  if (follows && !row.prev.equals(state.hash) && state.told !== state.seq)
    return [
      state.seq === 0
        ? { fault: 'replaced', seq: row.seq, why: `row ${row.seq} did not begin this chain: it was inserted or replaced` }
        : {
            fault: 'replaced',
            seq: state.seq,
            why: `row ${state.seq} is not the one that row ${row.seq} was written after: it was replaced`,
          },
    ]
  return []
}

// Rows of the first release do not keep the hash of the row before: a row that was replaced with its hash shows at the next one.
const ofForm1 = (network: string | null, state: State, row: ChainRow, follows: boolean): Finding[] => {
  const plain =
    row.kind === 'write' &&
    row.roles.length === 0 &&
    row.about === null &&
    row.outcome === 'success' &&
    row.reason === null &&
    row.salt === null &&
    row.digest === null &&
    row.prev === null
  if (state.form === 2) return [{ fault: 'inserted', seq: row.seq, why: `row ${row.seq} has the form of older rows: it was inserted` }]
  if (!plain) return [{ fault: 'changed', seq: row.seq, why: `row ${row.seq} was changed: its form did not have what it says` }]
  // After a gap nobody knows the hash that this one was made with.
  if (!follows || hashOf(state.hash, network, row).equals(row.hash)) return []
  const before = state.told === state.seq ? '' : `, or row ${state.seq} was replaced together with its hash`
  return [{ fault: 'changed', seq: row.seq, why: `row ${row.seq} was changed${state.seq === 0 ? '' : before}` }]
}

const isReasonWhole = ({ reason, salt, digest }: ChainRow) =>
  reason === null ? salt === null : salt !== null && digest !== null && reasonDigest(salt, reason).equals(digest)

/** The row under another number that it once had, when there is one: the rows were reordered. */
const movedOr = (network: string | null, row: ChainRow, prev: Buffer): Finding[] | null => {
  for (let distance = 1; distance <= NEAR; distance++)
    for (const seq of [row.seq - distance, row.seq + distance])
      if (seq > 0 && hashOf(prev, network, { ...row, seq }).equals(row.hash))
        return [{ fault: 'moved', seq: row.seq, why: `row ${row.seq} was written as row ${seq}: rows were reordered or inserted` }]
  return null
}

const withoutHead = (state: State): Finding[] =>
  state.rows === 0 ? [] : [{ fault: 'head', seq: state.seq, why: 'the head of the chain is missing' }]

const againstHead = (state: State, head: Head): Finding[] => {
  const [first, last] = [Math.min(state.seq, head.seq) + 1, Math.max(state.seq, head.seq)]
  if (state.seq < head.seq)
    return [{ fault: 'cut', seq: first, to: last, why: `rows ${first} to ${last} are gone: the chain ended with row ${head.seq}` }]
  if (state.seq > head.seq)
    return [
      { fault: 'inserted', seq: first, to: last, why: `rows ${first} to ${last} stand after the end of the chain: they were inserted` },
    ]
  if (state.hash.equals(head.hash) || state.told === state.seq) return []
  return [
    {
      fault: 'head',
      seq: state.seq,
      why: `row ${state.seq} is not the one that ended the chain: it was replaced, or the head was changed`,
    },
  ]
}
