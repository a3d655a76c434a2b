import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Fault, type Typed, versionIn } from '#platform/forms/typed.ts'
import { writing } from '../activities.commands.server.ts'
import { type Language, listEvents, listProgrammes, listSources } from '../choices.server.ts'
import { outcomeTyped, readOutcomeForm } from '../outcome-form.server.ts'
import { changeOutcome, recordOutcome } from '../outcomes.commands.server.ts'
import { readOutcome } from '../outcomes.queries.server.ts'
import { invalidAt, isConflict, meanwhile, type Sent, wrongly } from './saving.server.ts'

export const outcomeChoices = async (scope: Scope, network: string, language: Language, activity: string) => ({
  programmes: await listProgrammes(scope, network, language),
  sources: await listSources(scope, network),
  events: await listEvents(scope, network, language, { chosen: activity }),
})

const KNOWN_DOI: Fault = { id: 'journal.fault.doi' }

/** A new outcome (`id` null) or a change of one, from its form. */
export const sendOutcome = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await writing(scope, actor, network, id === null ? 'journal.recordOutcome' : 'journal.changeOutcome')
  const read = readOutcomeForm(typed, await outcomeChoices(scope, network, 'fr', typed.activity ?? ''))
  if (!read.ok) return wrongly(typed, read.faults)
  try {
    if (id === null) return { saved: (await recordOutcome(scope, actor, network, read.input)).id }
    await changeOutcome(scope, actor, network, id, versionIn(typed), read.input)
    return { saved: id }
  } catch (error) {
    if (id !== null && isConflict(error)) return meanwhile(typed, typed, outcomeTyped(await readOutcome(scope, network, id)))
    return wrongly(typed, invalidAt(error, 'doi', KNOWN_DOI))
  }
}
