import { recordExport } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { type FoundProof, proofWith } from './proof.queries.server.ts'

/** The proof that an address names, for a file. It is open to whoever has the reference, and noted where somebody is signed in. */
export const provenFor = async (scope: Scope, url: string): Promise<FoundProof> => {
  const typed = (new URL(url).searchParams.get('reference') ?? '').slice(0, 40)
  const proof = found((await proofWith(scope, typed)) ?? undefined)
  await recordExport(scope, null, 'identity.exportProof', `closing/${proof.proof.reference}`)
  return proof
}
