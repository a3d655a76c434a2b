import type { Actor } from '#platform/actor.ts'
import { whole } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { MOST_DAYS, setRetention } from './retention.server.ts'

/** Saves how long files are kept, or says what is wrong. `isOvertaken`: somebody else decided meanwhile. @throws Problem not_found */
export const keepFor = async (
  scope: Scope,
  actor: Actor,
  network: string,
  typed: Typed,
): Promise<{ saved: true } | { faults: Faults; isOvertaken: boolean }> => {
  const form = reading(typed)
  const days = form.cell('days', whole) ?? 0
  if (days < 1 || days > MOST_DAYS) form.wrong('days', 'cell.whole')
  const read = form.done(() => days)
  if (!read.ok) return { faults: read.faults, isOvertaken: false }
  try {
    await setRetention(scope, actor, network, { days: read.input, version: versionIn(typed) })
    return { saved: true }
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'conflict')) throw error
    return { faults: {}, isOvertaken: true }
  }
}
