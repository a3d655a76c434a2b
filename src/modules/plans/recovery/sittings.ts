/** A piece of a plan: which, when, and by whom; oneself as null. */
export type PieceBy = { seq: number; at: Date; by: string | null }
/** The plan as it stood at some moment, and who wrote in it since the version before; oneself as null. */
export type RecoveryVersion = { seq: number; at: Date; writers: (string | null)[] }

/** Who was away from the plan for longer comes back to it anew. */
const SITTING_MS = 30 * 60_000

/**
 * The versions that somebody would look for among the pieces of a plan, given in their order: each ends with a pause, before somebody else
 * comes in, or before the plan was taken back to what it said earlier (`returns`). So what another wrote over can always be found again.
 */
export const sittingsOf = (pieces: readonly PieceBy[], returns: ReadonlySet<number>): RecoveryVersion[] => {
  const versions: RecoveryVersion[] = []
  let here = new Set<string | null>()
  for (const { seq, at, by } of pieces) {
    const last = versions.at(-1)
    const isPause = last === undefined || at.getTime() - last.at.getTime() > SITTING_MS
    if (isPause) here = new Set()
    if (last === undefined || isPause || returns.has(seq) || !here.has(by)) versions.push({ seq, at, writers: [by] })
    else versions[versions.length - 1] = { seq, at, writers: last.writers.includes(by) ? last.writers : [...last.writers, by] }
    here.add(by)
  }
  return versions
}
