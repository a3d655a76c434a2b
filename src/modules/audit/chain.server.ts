import { createHash } from 'node:crypto'
import type { Kind } from './vocabulary.ts'

/** A row of a chain as it is kept, with everything that its hash covers. */
export type ChainRow = {
  seq: number
  /** 1: rows of the first release; 2: since migration 0010. */
  form: number
  /** To the microsecond, in UTC: "2026-11-22T09:30:00.123456Z". */
  at: string
  person: string | null
  roles: readonly string[]
  kind: Kind
  action: string
  target: string
  about: string | null
  outcome: 'success' | 'failure'
  reason: string | null
  salt: Buffer | null
  digest: Buffer | null
  /** The hash of the row before; null in form 1, which did not keep it. */
  prev: Buffer | null
  hash: Buffer
}

const sha256 = (...parts: (Buffer | string)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const seconds = (at: string) => `${Date.parse(`${at.slice(0, 19)}Z`) / 1000}.${at.slice(20, 26)}`

/**
 * The text of a row that is hashed. Form 2 is the canonical JSON of RFC 8785 (members in this order, no space); form 1 is an array
 * as PostgreSQL writes jsonb (a comma and a space between, the moment in seconds with six decimals).
 * @param network null for the chain of the installation
 */
export const canonicalOf = (network: string | null, row: ChainRow): string => {
  if (row.form === 1) {
    const texts = [row.person, row.action, row.target].map((text) => JSON.stringify(text))
    return `[${[JSON.stringify(network), row.seq, seconds(row.at), ...texts].join(', ')}]`
  }
  const { about, action, at, kind, outcome, person, roles, seq, target } = row
  return JSON.stringify({
    about,
    action,
    at,
    form: 2,
    kind,
    network,
    outcome,
    person,
    reason: row.digest?.toString('hex') ?? null,
    roles,
    seq,
    target,
  })
}

/** The hash of a row: SHA-256 over the hash of the row before (no bytes for the first) and the row's canonical text in UTF-8. */
export const hashOf = (previous: Buffer, network: string | null, row: ChainRow): Buffer => sha256(previous, canonicalOf(network, row))

/** What stands in the chain for a reason, so that the words themselves can be erased. */
export const reasonDigest = (salt: Buffer, reason: string): Buffer => sha256(salt, reason)
