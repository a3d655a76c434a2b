import { day, oneOf, optional, text, whole } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn, type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import { chosenOf } from './beds-form.server.ts'
import type { Choice } from './choices.server.ts'
import type { TrainingInput } from './training.commands.server.ts'
import { AUDIENCES, type Audience, TRAINING_STATES, type TrainingState } from './vocabulary.ts'

export type Training = {
  id: string
  title: string
  audience: Audience[]
  organisation_id: string | null
  organisation: string | null
  starts_on: string
  ends_on: string
  seats: number | null
  taken: number | null
  state: TrainingState
  version: number
}

const courses = (scope: Scope, network: string) =>
  scope
    .selectFrom('network.training as t')
    .leftJoin('directory.organisation as o', (join) =>
      join.onRef('o.network_id', '=', 't.network_id').onRef('o.id', '=', 't.organisation_id'),
    )
    .select(['t.id', 't.title', 't.audience', 't.organisation_id', 'o.name as organisation', 't.starts_on', 't.ends_on'])
    .select(['t.seats', 't.taken', 't.state', 't.version'])
    .where('t.network_id', '=', network)

/** The training plan: the latest day first. */
export const listTraining = (scope: Scope, network: string): Promise<Training[]> =>
  courses(scope, network).orderBy('t.starts_on', 'desc').orderBy('t.id').limit(200).execute()

/** @throws Problem not_found */
export const readTraining = async (scope: Scope, network: string, id: string): Promise<Training> =>
  found(await courses(scope, network).where('t.id', '=', idIn(id)).executeTakeFirst())

/** A course of the plan from its form; `audience` holds several values, joined by "|". */
export const readTrainingForm = (typed: Typed, organisations: readonly Choice[]): Read<TrainingInput> => {
  const form = reading(typed)
  const { cell, wrong, done } = form
  const title = cell('title', text)
  const audience = (typed.audience ?? '').split('|').filter((each): each is Audience => AUDIENCES.some((known) => known === each))
  if (audience.length === 0) wrong('audience', 'cell.required')
  const [from, until] = [cell('starts_on', day), cell('ends_on', optional(day)) ?? null]
  if (from !== undefined && until !== null && until < from) wrong('ends_on', 'form.fault.ends')
  const [seats, taken] = [cell('seats', optional(whole)) ?? null, cell('taken', optional(whole)) ?? null]
  if (seats !== null && (seats < 1 || seats > 9999)) wrong('seats', 'cell.positive')
  if (taken !== null && taken > 9999) wrong('taken', 'cell.whole')
  const state = cell('state', oneOf(TRAINING_STATES))
  const organisation_id = chosenOf(form)('organisation', organisations)
  return done(() => ({
    title: title ?? '',
    audience,
    organisation_id,
    starts_on: from ?? '',
    ends_on: until ?? from ?? '',
    seats,
    taken,
    state: state ?? 'planned',
  }))
}

/** The form of a course as it is kept now. */
export const trainingTyped = (course: Training): Typed => ({
  title: course.title,
  audience: course.audience.join('|'),
  organisation: course.organisation_id ?? '',
  starts_on: course.starts_on,
  ends_on: course.ends_on,
  seats: String(course.seats ?? ''),
  taken: String(course.taken ?? ''),
  state: course.state,
  version: String(course.version),
})

/** A form whose `audience` may be ticked several times: `typedOf` would keep the last alone. */
export const withAudience = (typed: Typed, form: FormData): Typed => ({
  ...typed,
  audience: form
    .getAll('audience')
    .filter((value) => typeof value === 'string')
    .join('|')
    .replaceAll('\0', '')
    .slice(0, 1000),
})
