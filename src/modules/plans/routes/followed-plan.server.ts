import type { Actor } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { tellOfPlan, writeCrisis } from '../crisis/crisis.commands.server.ts'
import { type CrisisPlan, lastVersion, readCrisis } from '../crisis/crisis.queries.server.ts'
import { readCrisisForm, typedAgain } from '../crisis/crisis-form.server.ts'
import { propose } from '../crisis/proposals.server.ts'
import { recordTeamOutcome } from '../duty/duty.server.ts'
import { readOutcome, type TypedOutcome } from '../duty/outcome-form.server.ts'
import { proposedIn } from './proposed.server.ts'

type To = { network: string; file: string; service: string; accountId: string | null }
/** What comes back instead of being kept: all that was typed, and the plan as somebody else has written it meanwhile. */
type Back = { wrong: 'conflict' | 'empty'; way: 'together' | 'propose'; form: ReturnType<typeof typedAgain>; theirs: CrisisPlan | null }
type Wrong = { wrong: 'empty' } | { wrong: 'missing' | 'twice'; outcome: TypedOutcome }

/** Proposes something for the recovery plan. */
export const proposeGoal = async (scope: Scope, actor: Actor, to: To, form: FormData): Promise<'recovery' | Wrong> => {
  const { network, file, service, accountId } = to
  const proposed = proposedIn(form)
  if (proposed === null) return { wrong: 'empty' }
  await propose(scope, actor, { network, file, service, kind: 'recovery' }, proposed)
  await tellOfPlan(scope, actor, accountId)
  return 'recovery'
}

/** Proposes a crisis plan, or keeps what was written down together. Whoever wrote for an hour gets every word back when it cannot be kept. */
export const writeTogether = async (scope: Scope, actor: Actor, to: To, form: FormData): Promise<'proposed' | 'together' | Back> => {
  const { network, file, service, accountId } = to
  const input = readCrisisForm(form)
  const way = form.get('way') === 'together' ? 'together' : 'propose'
  const back = async (wrong: Back['wrong']): Promise<Back> => {
    const theirs = await readCrisis(scope, network, file)
    await recordRead(scope, network, 'plans.readCrisis', theirs === null ? 'crisis/none' : `crisis/${theirs.seq}`, { about: file })
    return { wrong, way, form: typedAgain(input, (await lastVersion(scope, network, file)) ?? 0), theirs }
  }
  if (way === 'together') {
    const isKept = await writeCrisis(scope, network, file, input, { how: 'together', service }).then(() => true, ifOvertaken)
    if (!isKept) return back('conflict')
  } else {
    if (input.parts.length === 0) return back('empty')
    await propose(
      scope,
      actor,
      { network, file, service, kind: 'crisis' },
      Object.fromEntries(input.parts.map(({ part, text }) => [part, text])),
    )
  }
  await tellOfPlan(scope, actor, accountId)
  return way === 'together' ? 'together' : 'proposed'
}
const ifOvertaken = (error: unknown): false => {
  if (error instanceof Problem && error.code === 'conflict') return false
  throw error
}

/** How it went with the plan in a crisis in which nobody on duty opened it. */
export const noteOutcome = async (scope: Scope, actor: Actor, to: To, form: FormData): Promise<'outcome' | Wrong> => {
  const { typed, outcome } = readOutcome(form)
  if (outcome === null) return { wrong: 'missing', outcome: typed }
  const isNoted = await recordTeamOutcome(scope, actor, to, outcome).then(() => true, ifOvertaken)
  return isNoted ? 'outcome' : { wrong: 'twice', outcome: typed }
}
