import type { Actor } from '#platform/actor.ts'
import { attempted } from '#platform/attempt.server.ts'
import { day, matching, oneOf, optional } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed } from '#platform/forms/typed.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { uuidIn } from '../ids.server.ts'
import { PROFESSIONS } from '../vocabulary.ts'
import { addWorker } from './teams.commands.server.ts'

const ID = matching(/^[0-9a-f-]{36}$/, 'cell.required')

/** Puts somebody into a team, as the form says it. @returns what is wrong with it, or null @throws Problem not_found */
export const addByForm = async (scope: Scope, actor: Actor, network: string, service: string, typed: Typed): Promise<Faults | null> => {
  const form = reading(typed)
  const input = {
    person_id: form.cell('worker', ID) ?? '',
    profession: form.cell('profession', oneOf(PROFESSIONS)) ?? ('other' as const),
    is_lead: typed.lead === 'true',
    valid_from: form.cell('from', day) ?? '',
    valid_to: form.cell('until', optional(day)) ?? null,
  }
  if (input.valid_to !== null && input.valid_to < input.valid_from) form.wrong('until', 'form.fault.ends')
  const read = form.done(() => input)
  if (!read.ok) return read.faults
  const worker = { ...read.input, person_id: uuidIn(read.input.person_id) }
  try {
    await attempted(scope, () => addWorker(scope, actor, network, service, worker))
    return null
  } catch (error) {
    const refusal = error instanceof Problem && error.code === 'invalid' ? error.detail.worker : undefined
    if (refusal === undefined) throw error
    return { worker: { id: (refusal === 'unknown' ? 'form.fault.unknown' : `care.fault.${refusal}`) as MessageId } }
  }
}
