import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { differences, type Fault, type Read, type Typed, versionIn } from '#platform/forms/typed.ts'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { type ActivityInput, changeActivity, recordActivity, writing } from '../activities.commands.server.ts'
import { readActivity } from '../activity.queries.server.ts'
import { activityTyped, namesIn, readActivityForm } from '../activity-form.server.ts'
import { listEvents, listProgrammes, listSources } from '../choices.server.ts'
import { kindTyped } from '../kinds.server.ts'

export const languageIn = (params: { lang?: string }) => languageOf(localeOf(params.lang) ?? DEFAULT_LOCALE)

/** What came of sending a form: it is kept under this id, or the answer that the form shows and its status. */
export type Sent = { saved: string } | { answer: Answer; status: 422 | 409 }

export const wrongly = (typed: Typed, faults: Answer['faults']): Sent => ({ answer: { typed, faults, theirs: null }, status: 422 })

/**
 * Somebody else's change was met: what was typed is given back with what they wrote. The next sending is about their version,
 * so whoever sends again has seen it. `compared` is what was typed as a record would say it ("Réunion" is "meeting").
 */
export const meanwhile = (typed: Typed, compared: Typed, current: Typed): Sent => ({
  answer: { typed, faults: {}, theirs: differences(compared, current), version: current.version ?? '' },
  status: 409,
})

/** The fault that a command found only in the database, at the field that it is about; anything else is thrown on. */
export const invalidAt = (error: unknown, field: string, fault: Fault): Answer['faults'] => {
  if (error instanceof Problem && error.code === 'invalid' && field in error.detail) return { [field]: fault }
  throw error
}
export const isConflict = (error: unknown) => error instanceof Problem && error.code === 'conflict'

const readSent = async (scope: Scope, network: string, typed: Typed): Promise<Read<ActivityInput>> => {
  const offered = {
    programmes: await listProgrammes(scope, network, 'fr'),
    sources: await listSources(scope, network),
    events: await listEvents(scope, network, 'fr', { chosen: typed.part_of ?? '' }),
  }
  return readActivityForm(typed, await namesIn(scope, network, typed), offered)
}

export const sendNewActivity = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<Sent> => {
  await writing(scope, actor, network, 'journal.record')
  const read = await readSent(scope, network, typed)
  return read.ok ? { saved: (await recordActivity(scope, actor, network, read.input)).id } : wrongly(typed, read.faults)
}

export const sendActivity = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Sent> => {
  await writing(scope, actor, network, 'journal.change')
  const read = await readSent(scope, network, typed)
  if (!read.ok) return wrongly(typed, read.faults)
  try {
    await changeActivity(scope, actor, network, id, versionIn(typed), read.input)
    return { saved: id }
  } catch (error) {
    if (isConflict(error))
      return meanwhile(typed, { ...typed, kind: kindTyped(typed.kind ?? '') }, activityTyped(await readActivity(scope, network, id)))
    return wrongly(typed, invalidAt(error, 'part_of', { id: 'journal.fault.circle' }))
  }
}
