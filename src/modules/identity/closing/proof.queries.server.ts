import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { readCode } from '../person-account/typed-code.ts'
import type { Proof } from './proof.ts'

const REFERENCE = 12
const Stored = z.object({
  form: z.literal(1),
  reference: z.string(),
  closedOn: z.string(),
  erased: z.array(z.object({ what: z.string(), rows: z.number() })),
  kept: z.array(
    z.object({
      what: z.string(),
      rows: z.number(),
      rule: z.enum(['trail', 'work', 'care', 'mails', 'backups']),
      atLeastUntil: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
})

export type FoundProof = {
  proof: Proof
  /** The text that was hashed. */
  text: string
  /** SHA-256, in hexadecimal, as it was given to the person and as it stands in the trail. */
  hash: string
  /** The text still has that hash. */
  holds: boolean
}

/** The proof with this reference, however it was typed; null when there is none. Open to whoever has the reference: it names nobody. */
export const proofWith = async (scope: Scope, typed: string): Promise<FoundProof | null> => {
  const reference = readCode(typed, REFERENCE)
  if (reference === null) return null
  const { rows } = await sql<{ document: string; hash: Buffer }>`select document, hash from identity.closing_of(${reference})`.execute(
    scope,
  )
  const [row] = rows
  if (row === undefined) return null
  const hash = row.hash.toString('hex')
  const proof: Proof = Stored.parse(JSON.parse(row.document))
  return { proof, text: row.document, hash, holds: createHash('sha256').update(row.document).digest('hex') === hash }
}
