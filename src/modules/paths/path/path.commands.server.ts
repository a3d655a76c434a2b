import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { type PathWords, pathText, proposalText, reasonText, type StepWords, stepText } from '../texts.server.ts'
import type { Domain, Helper, StepWay } from '../vocabulary.ts'
import { afterStep, isOver, type StepMove, takesReason } from './machine.ts'
import { listStepProposals, readPath, readStep, type Step } from './path.queries.server.ts'

export type StepInput = StepWords & { domain: Domain; helper: Helper; beginsOn: string | null; dueOn: string | null }
/** Whose path, in which network, and the team that writes with the person beside; null: the person themselves. */
export type Writing = { network: string; file: string; service: string | null }

/**
 * Writes the life project and the days of looking at it together. `seen` is the version of the form, 0 for the first.
 * @throws Problem conflict where somebody wrote meanwhile
 */
export const writePath = async (
  scope: Scope,
  { network, file, service }: Writing,
  seen: number,
  { reviewedOn, reviewOn, ...words }: PathWords & { reviewedOn: string | null; reviewOn: string | null },
): Promise<void> => {
  const version = seen + 1
  const content = await pathText.seal(scope, { network, file, row: file, version }, words)
  const { rows } = await sql<{ version: number }>`
    insert into paths.path as p (network_id, person_id, content, reviewed_on, review_on, service_id, written_by, version)
      select ${network}, ${file}, ${content}, ${reviewedOn}::date, ${reviewOn}::date, ${service}, platform.person(), ${version}
       where ${seen} = 0 or exists (select from paths.path x where x.network_id = ${network} and x.person_id = ${file} and x.version = ${seen})
    on conflict (network_id, person_id) do update set content = excluded.content, reviewed_on = excluded.reviewed_on, review_on = excluded.review_on,
      service_id = excluded.service_id, written_by = excluded.written_by, written_at = now(), version = excluded.version
      where p.version = ${seen}
    returning version`.execute(scope)
  if (rows[0] === undefined) throw new Problem('conflict')
  await record(scope, network, 'paths.writePath', service === null ? 'path/alone' : 'path/together', { about: file })
}

/** Notes that the path was looked at together today, and when it will be again. @throws Problem conflict, not_found without a path */
export const reviewPath = async (scope: Scope, writing: Writing, seen: number, reviewOn: string | null): Promise<void> => {
  const path = found((await readPath(scope, writing.network, writing.file)) ?? undefined)
  await writePath(scope, writing, seen, { project: path.project, goals: path.goals, reviewedOn: today(), reviewOn })
}

/** Adds a step: the person, or a team with the person beside. @returns its id */
export const addStep = async (
  scope: Scope,
  actor: Actor,
  { network, file, service }: Writing,
  { what, who, ...input }: StepInput,
  how: StepWay = service === null ? 'alone' : 'together',
): Promise<string> => {
  const id = randomUUID()
  await scope
    .insertInto('paths.step')
    .values({
      network_id: network,
      id,
      person_id: file,
      domain: input.domain,
      helper: input.helper,
      content: await stepText.seal(scope, { network, file, row: id, version: 1 }, { what, who }),
      reason: null,
      state: 'wished',
      begins_on: input.beginsOn,
      due_on: input.dueOn,
      ended_on: null,
      how,
      service_id: service,
      written_by: actor.personId,
    })
    .execute()
  await record(scope, network, 'paths.addStep', `step/${id}`, { about: file })
  return id
}

// Words are closed for one version: whatever changes, they are closed anew.
const keep = async (scope: Scope, actor: Actor, { network, file, service }: Writing, step: Step): Promise<void> => {
  const version = step.version + 1
  const at = { network, file, row: step.id, version }
  const { numUpdatedRows } = await scope
    .updateTable('paths.step')
    .set({
      domain: step.domain,
      helper: step.helper,
      content: await stepText.seal(scope, at, { what: step.what, who: step.who }),
      reason: step.reason === '' ? null : await reasonText.seal(scope, at, { reason: step.reason }),
      state: step.state,
      begins_on: step.beginsOn,
      due_on: step.dueOn,
      ended_on: step.endedOn,
      how: service === null ? 'alone' : 'together',
      service_id: service,
      written_by: actor.personId,
      version,
    })
    .where('network_id', '=', network)
    .where('id', '=', step.id)
    .where('person_id', '=', file)
    .where('version', '=', step.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
}
const standing = async (scope: Scope, { network, file }: Writing, id: string, seen: number): Promise<Step> => {
  const step = await readStep(scope, network, file, id)
  if (step.version !== seen) throw new Problem('conflict')
  return step
}

/** Changes the words, the helper or the days of a step. @throws Problem conflict, not_found */
export const changeStep = async (
  scope: Scope,
  actor: Actor,
  writing: Writing,
  id: string,
  seen: number,
  input: StepInput,
): Promise<void> => {
  const step = await standing(scope, writing, id, seen)
  await keep(scope, actor, writing, { ...step, ...input })
  await record(scope, writing.network, 'paths.changeStep', `step/${id}`, { about: writing.file })
}

/**
 * Moves a step on, with the person's own reason where it rests or is given up.
 * @throws Problem conflict, not_found; invalid for a move that is not possible from its state
 */
export const moveStep = async (
  scope: Scope,
  actor: Actor,
  writing: Writing,
  { id, seen, move, reason }: { id: string; seen: number; move: StepMove; reason: string },
): Promise<void> => {
  const step = await standing(scope, writing, id, seen)
  const state = afterStep(step.state, move)
  if (state === null) throw new Problem('invalid')
  await keep(scope, actor, writing, { ...step, state, reason: takesReason(state) ? reason : '', endedOn: isOver(state) ? today() : null })
  await record(scope, writing.network, 'paths.moveStep', `step/${id} ${state}`, { about: writing.file })
}

/** Lays a step before the person, who takes it or not. @returns its id */
export const proposeStep = async (
  scope: Scope,
  actor: Actor,
  { network, file, service }: Writing & { service: string },
  { what, who, ...input }: StepInput,
): Promise<string> => {
  const id = randomUUID()
  await scope
    .insertInto('paths.step_proposal')
    .values({
      network_id: network,
      id,
      person_id: file,
      domain: input.domain,
      helper: input.helper,
      content: await proposalText.seal(scope, { network, file, row: id, version: 1 }, { what, who }),
      begins_on: input.beginsOn,
      due_on: input.dueOn,
      by_id: actor.personId,
      service_id: service,
      answered_at: null,
    })
    .execute()
  await record(scope, network, 'paths.proposeStep', `proposal/${id}`, { about: file })
  return id
}

/** The person's answer to what a team proposed; a yes makes it a step of theirs. @throws Problem not_found for one that is answered */
export const answerStepProposal = async (
  scope: Scope,
  actor: Actor,
  { network, file }: Writing,
  id: string,
  answer: 'accepted' | 'refused' | 'withdrawn',
): Promise<void> => {
  const proposal = found((await listStepProposals(scope, network, file)).find((each) => each.id === id))
  const { numUpdatedRows } = await scope
    .updateTable('paths.step_proposal')
    .set({ state: answer, answered_at: new Date() })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('person_id', '=', file)
    .where('state', '=', 'open')
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  if (answer === 'accepted') await addStep(scope, actor, { network, file, service: null }, proposal, 'accepted')
  await record(scope, network, 'paths.answerProposal', answer, { about: file })
}
