import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { ChainRow } from './chain.server.ts'
import { type Anchor, createVerifier, type Finding, type Head } from './verifier.server.ts'

const BATCH = 2000
const BEFORE_ALL = Number.MIN_SAFE_INTEGER

export type Verdict = {
  network: string | null
  rows: number
  /** The last row and its hash in hex: what an anchor of now would say. */
  seq: number
  hash: string
  findings: Finding[]
  /** How many findings there were in all; no more than `most` are kept. */
  faults: number
  /** Reasons whose words were erased, as they may be. */
  erased: number
  /** Anchors that were compared. */
  anchored: number
}

const columns =
  sql.raw(`seq, form, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, person_id as person, roles, kind, action,
  target, about, outcome, reason, reason_salt as salt, reason_digest as digest, prev, hash`)
const chainOf = (network: string | null): RawBuilder<unknown> =>
  network === null ? sql`platform.installation_audit where true` : sql`platform.audit where network_id = ${network}`

/** The next rows of a chain after a number, in order. */
export const readChain = async (scope: Scope, network: string | null, after: number, most = BATCH): Promise<ChainRow[]> =>
  (await sql<ChainRow>`select ${columns} from ${chainOf(network)} and seq > ${after} order by seq limit ${most}`.execute(scope)).rows

type HeadRow = { network: string | null; seq: number; hash: Buffer; baseSeq: number; baseHash: Buffer }
/** The ends of all chains, the installation's among them (network null). Nobody but the operator gets any. */
export const readHeads = async (scope: Scope): Promise<HeadRow[]> =>
  (
    await sql<HeadRow>`select network_id as network, seq, hash, base_seq as "baseSeq", base_hash as "baseHash"
      from platform.audit_heads() order by network_id nulls first`.execute(scope)
  ).rows

const headOf = async (scope: Scope, network: string | null): Promise<Head | null> =>
  (await readHeads(scope)).find((head) => head.network === network) ?? null

/** The networks that have a chain, or ought to: with a head, with rows, or with an anchor. The installation comes first. */
export const listChains = async (scope: Scope, anchors: readonly Anchor[]): Promise<(string | null)[]> => {
  // Each step looks for the next network in the index: the rows between are not read.
  const { rows } = await sql<{ network: string }>`with recursive chain as (
      (select network_id from platform.audit order by network_id limit 1)
      union all select (select a.network_id from platform.audit a where a.network_id > c.network_id order by a.network_id limit 1) from chain c where c.network_id is not null)
    select network_id as network from chain where network_id is not null`.execute(scope)
  const named = [...rows, ...(await readHeads(scope)), ...anchors].flatMap(({ network }) => (network === null ? [] : [network]))
  return [null, ...[...new Set(named)].sort()]
}

/**
 * Verifies one chain while others may go on writing to it: batch after batch, then against the head as it is after the last row.
 * Memory does not grow with the chain. @param most how many findings are kept
 */
export const verifyChain = async (scope: Scope, network: string | null, anchors: readonly Anchor[], most = 100): Promise<Verdict> => {
  const start = (await headOf(scope, network)) ?? { seq: 0, hash: Buffer.alloc(0), baseSeq: 0, baseHash: Buffer.alloc(0) }
  const verifier = createVerifier(network, start, anchors)
  const findings = verifier.beginning()
  let faults = findings.length
  const keep = (found: readonly Finding[]) => {
    faults += found.length
    findings.push(...found.slice(0, Math.max(0, most - findings.length)))
  }
  let last = BEFORE_ALL
  const readOn = async (until: number) => {
    for (let rows = await readChain(scope, network, last); rows.length > 0; rows = await readChain(scope, network, last)) {
      const wanted = rows.filter(({ seq }) => seq <= until)
      for (const row of wanted) keep(verifier.take(row))
      last = wanted.at(-1)?.seq ?? last
      if (wanted.length < rows.length) return
    }
  }
  await readOn(Number.MAX_SAFE_INTEGER)
  const head = await headOf(scope, network)
  // Rows that came between the last batch and the head; those that come after it are of another day's verification.
  if (head !== null && head.seq > last) await readOn(head.seq)
  keep(verifier.end(head))
  const { hash, ...summary } = verifier.summary()
  return { network, ...summary, hash: hash.toString('hex'), findings, faults }
}
