import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import { orTheirs, type Sent, wrongly } from '../conflict.server.ts'
import { readMove, readStepForm } from '../forms.server.ts'
import { stepTyped } from '../shown.server.ts'
import { changeStep, moveStep, type Writing } from './path.commands.server.ts'
import { listStepEvents, readStep } from './path.queries.server.ts'

/** A step with its form as it stands and with what became of it. @throws Problem not_found */
export const readStepShown = async (scope: Scope, network: string, file: string, id: string) => {
  const step = await readStep(scope, network, file, id)
  return { step, kept: stepTyped(step), events: await listStepEvents(scope, network, step.id) }
}

/** What one of the two forms of a step did: it moved, its words are kept, or the form comes back. */
export type Done = { saved: 'moved' | 'kept' } | { sent: Exclude<Sent, null> }

/** The forms of one step, of the person or of a team that writes with them beside. @throws Problem not_found for a form that there is not */
export const actOnStep = async (scope: Scope, actor: Actor, writing: Writing, id: string, typed: Typed): Promise<Done> => {
  const { network, file } = writing
  const done = (sent: Sent, saved: 'moved' | 'kept'): Done => (sent === null ? { saved } : { sent })
  if (typed.intent === 'move') {
    const move = found(readMove(typed) ?? undefined)
    // Whoever was overtaken keeps their reason, and moves on from how things stand now.
    const go = () => moveStep(scope, actor, writing, { id, seen: versionIn(typed), ...move })
    return done(await orTheirs(typed, go, async () => ({ version: String((await readStep(scope, network, file, id)).version) })), 'moved')
  }
  const read = readStepForm(typed)
  if (!read.ok) return done(wrongly(typed, read.faults), 'kept')
  const keep = () => changeStep(scope, actor, writing, id, versionIn(typed), read.input)
  return done(await orTheirs(typed, keep, async () => stepTyped(await readStep(scope, network, file, id))), 'kept')
}
