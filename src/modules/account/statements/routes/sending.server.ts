import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { differences, type Faults, type Typed, versionIn } from '#platform/forms/typed.ts'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { statementOffered } from '../choices.server.ts'
import { addSource, correctSource, readSource, readSourceForm, sourceTyped } from '../sources.server.ts'
import { readStatementForm, statementTyped } from '../statement-form.server.ts'
import { correctFigure, restoreFigure, stateFigure, stating } from '../statements.commands.server.ts'
import { readStatement } from '../statements.queries.server.ts'

export const languageIn = (params: { lang?: string }) => languageOf(localeOf(params.lang) ?? DEFAULT_LOCALE)
export type Sent = { saved: string } | { answer: Answer; status: 422 | 409 }

const wrongly = (typed: Typed, faults: Faults): Sent => ({ answer: { typed, faults, theirs: null }, status: 422 })
const isConflict = (error: unknown) => error instanceof Problem && error.code === 'conflict'

/** The command's result; a conflict gives back what was typed, with what somebody else wrote meanwhile. */
const unlessChanged = async (typed: Typed, work: () => Promise<Sent>, current: () => Promise<Typed>): Promise<Sent> => {
  try {
    return await work()
  } catch (error) {
    if (!isConflict(error)) throw error
    const theirs = await current()
    return { answer: { typed, faults: {}, theirs: differences(typed, theirs), version: theirs.version ?? '' }, status: 409 }
  }
}

/** A new figure (`id` null) or a correction of one, from its form. */
export const sendStatement = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await stating(scope, actor, network, id === null ? 'account.stateFigure' : 'account.correctFigure')
  const read = readStatementForm(typed, await statementOffered(scope, network, typed))
  if (!read.ok) return wrongly(typed, read.faults)
  if (id === null) return { saved: (await stateFigure(scope, actor, network, read.input)).id }
  const correct = async () => {
    await correctFigure(scope, actor, network, id, versionIn(typed), read.input)
    return { saved: id }
  }
  return unlessChanged(typed, correct, async () => statementTyped(await readStatement(scope, network, id)))
}

/** Undo of a removal: the figure as it was, from the form that the removal left on the screen. */
export const sendBack = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<string> => {
  await stating(scope, actor, network, 'account.restoreFigure')
  const read = readStatementForm(typed, await statementOffered(scope, network, typed))
  const id = typed.id ?? ''
  const version = versionIn(typed)
  if (!read.ok || !/^[a-z0-9][a-z0-9._-]{0,99}$/.test(id) || version < 0) throw new Problem('invalid')
  await restoreFigure(scope, actor, network, id, version, read.input)
  return id
}

/** A new document (`id` null) or a correction of one, from its form. */
export const sendSource = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await stating(scope, actor, network, id === null ? 'account.addSource' : 'account.correctSource')
  const read = readSourceForm(typed)
  if (!read.ok) return wrongly(typed, read.faults)
  if (id === null) return { saved: (await addSource(scope, actor, network, read.input)).id }
  const correct = async () => {
    await correctSource(scope, actor, network, id, versionIn(typed), read.input)
    return { saved: id }
  }
  return unlessChanged(typed, correct, async () => sourceTyped(await readSource(scope, network, id)))
}
