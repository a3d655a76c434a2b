import { day, oneOf, optional, text, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { chosenOf } from './beds-form.server.ts'
import type { Choice } from './choices.server.ts'
import type { ActionInput, AimInput } from './plan.commands.server.ts'
import type { Action, Aim } from './plan.queries.server.ts'
import { ACTION_STATES } from './vocabulary.ts'

export const INDICATORS_OF_AN_AIM = 3
const NAMES = Array.from({ length: INDICATORS_OF_AN_AIM }, (_, at) => `indicator_${at}`)

/** An aim from its form; its indicators are three fields to choose in. */
export const readAimForm = (typed: Typed, indicators: readonly Choice[]): Read<AimInput> => {
  const { cell, wrong, done } = reading(typed)
  const title = cell('title', text)
  const position = cell('position', whole)
  if (position !== undefined && (position < 1 || position > 999)) wrong('position', 'cell.positive')
  const what = cell('what', optional(text)) ?? null
  const chosen = NAMES.flatMap((name) => {
    const id = (typed[name] ?? '').trim()
    if (id !== '' && !indicators.some(({ value }) => value === id)) wrong(name, 'form.fault.unknown')
    return id === '' ? [] : [id]
  })
  return done(() => ({ title: title ?? '', position: position ?? 1, what, indicators: [...new Set(chosen)] }))
}

/** The form of an aim as it is kept now. */
export const aimTyped = (aim: Aim): Typed => ({
  title: aim.title,
  position: String(aim.position),
  what: aim.what ?? '',
  ...Object.fromEntries(NAMES.map((name, at) => [name, aim.indicators[at] ?? ''])),
  version: String(aim.version),
})

export type ActionChoices = { aims: readonly Choice[]; organisations: readonly Choice[] }

/** An action of the plan from its form. @param today ISO: the day from which a state holds when the form names none */
export const readActionForm = (typed: Typed, choices: ActionChoices, today: string): Read<ActionInput> => {
  const form = reading(typed)
  const { cell, wrong, done } = form
  const chosen = chosenOf(form)
  const aim = chosen('aim', choices.aims)
  if (aim === null) wrong('aim', 'cell.required')
  const title = cell('title', text)
  const responsible = cell('responsible', text)
  const [from, until] = [cell('starts_on', day), cell('ends_on', day)]
  if (from !== undefined && until !== undefined && until < from) wrong('ends_on', 'form.fault.ends')
  const state = cell('state', oneOf(ACTION_STATES))
  const because = cell('stopped_because', optional(text)) ?? null
  if (state === 'stopped' && because === null) wrong('stopped_because', 'network.fault.reason')
  const since = cell('state_since', optional(day)) ?? null
  return done(() => ({
    aim_id: aim ?? '',
    title: title ?? '',
    organisation_id: chosen('organisation', choices.organisations),
    responsible: responsible ?? '',
    starts_on: from ?? '',
    ends_on: until ?? '',
    state: state ?? 'not_begun',
    state_since: since ?? today,
    stopped_because: state === 'stopped' ? because : null,
  }))
}

/** The form of an action as it is kept now. */
export const actionTyped = (action: Action): Typed => ({
  aim: action.aim_id,
  title: action.title,
  organisation: action.organisation_id ?? '',
  responsible: action.responsible,
  starts_on: action.starts_on,
  ends_on: action.ends_on,
  state: action.state,
  state_since: '',
  stopped_because: action.stopped_because ?? '',
  version: String(action.version),
})
