import type { Scope } from '#platform/db.server.ts'
import { readCrisis } from '../crisis/crisis.queries.server.ts'
import { readRecovery } from '../recovery/recovery.server.ts'
import { crisisChanges, type PartChange, type RecoveryChange, recoveryChanges } from './changes.ts'

/** What changed between two versions, by their numbers. `chosen`: the one that was asked for beside, or null for what stands today. */
export type ComparedWith<Changes> = { from: number; to: number; chosen: number | null; changes: Changes }
type Pair = { seq: number; other: number | undefined }

const inOrder = <Version extends { seq: number }>(one: Version | null, two: Version | null): readonly [Version, Version] | null => {
  if (one === null || two === null) return null
  return one.seq <= two.seq ? [one, two] : [two, one]
}

/** A number in an address; undefined where it is none. */
export const numberIn = (url: string, name: 'version' | 'with'): number | undefined => {
  const text = new URL(url).searchParams.get(name) ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** A version of one's crisis plan beside another, or beside the current one. Null: one of them is not there, or nothing is current. */
export const compareCrisis = async (
  scope: Scope,
  network: string,
  file: string,
  { seq, other }: Pair,
): Promise<ComparedWith<PartChange[]> | null> => {
  const pair = inOrder(await readCrisis(scope, network, file, seq), await readCrisis(scope, network, file, other))
  if (pair === null) return null
  const [before, after] = pair
  return { from: before.seq, to: after.seq, chosen: other ?? null, changes: crisisChanges(before.parts, after.parts) }
}

/** A moment of a recovery plan beside another, or beside what it says today. Null: nothing was written by then. */
export const compareRecovery = async (
  scope: Scope,
  network: string,
  file: string,
  { seq, other }: Pair,
): Promise<ComparedWith<RecoveryChange> | null> => {
  const pair = inOrder(await readRecovery(scope, network, file, seq), await readRecovery(scope, network, file, other))
  if (pair === null) return null
  const [before, after] = pair
  return { from: before.seq, to: after.seq, chosen: other ?? null, changes: recoveryChanges(before, after) }
}
