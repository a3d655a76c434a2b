import { momentOf } from '#modules/care/index.ts'
import { day, matching, oneOf, optional, text } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { today } from '#platform/today.ts'
import type { DebriefingInput } from './coercion/debriefing.commands.server.ts'
import type { MeasureInput, RenewalInput } from './coercion/measures.commands.server.ts'
import type { OfferInput, StepInput } from './housing/path.commands.server.ts'
import type { DischargeInput } from './residential/discharge.commands.server.ts'
import type { LeaveInput, StayInput } from './residential/stays.commands.server.ts'
import { ALTERNATIVES, CHECKS, COMPANIES, type LegalBasis, MEASURE_KINDS, NOTED_WAYS, RECEIVERS, STEPS, WAYS } from './vocabulary.ts'

export type Form = ReturnType<typeof reading>
const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.fault.date')
const UUID = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'cell.required')
const LONGEST = 4000
const EARLIEST = '2000-01-01'

export { today }
export const words = (form: Form, name: string) => form.upTo(name, LONGEST)

/** A day and a time, as two fields of a form; at most a quarter of an hour from now unless `mayCome`. */
export const momentIn = (form: Form, name: string, { mayCome = false } = {}): Date => {
  const [onDay, time] = [form.cell(name, day), form.cell(`${name}_time`, TIME)]
  if (onDay === undefined || time === undefined) return new Date()
  if (onDay < EARLIEST) form.wrong(name, 'form.fault.date')
  const at = momentOf(onDay, time)
  if (!mayCome && at.getTime() > Date.now() + 15 * 60_000) form.wrong(name, 'stays.fault.past')
  return at
}
/** A day that is not to come. */
export const pastDay = (form: Form, name: string): string => {
  const on = form.cell(name, day) ?? ''
  if (on !== '' && (on > today() || on < EARLIEST)) form.wrong(name, 'stays.fault.past')
  return on
}

const measureTexts = (form: Form, chosen: readonly string[]) => {
  const input = {
    decided_by: form.cell('decided_by', UUID) ?? '',
    alternatives: ALTERNATIVES.filter((each) => chosen.includes(each)),
    reason: form.upTo('reason', LONGEST, text),
    tried: words(form, 'tried'),
  }
  // What was tried is told before what was done; where nothing could be, that is told in words.
  if (input.alternatives.length === 0 && input.tried === '') form.wrong('alternatives', 'stays.fault.tried')
  return input
}

/** The form of a coercive measure. `chosen`: the alternatives that were ticked; `bases`: those of the country. */
export const readMeasureForm = (typed: Typed, chosen: readonly string[], bases: readonly LegalBasis[]): Read<MeasureInput> => {
  const form = reading(typed)
  const kind = form.cell('kind', oneOf(MEASURE_KINDS)) ?? 'seclusion'
  const legal_basis = form.cell('legal_basis', optional(oneOf(bases))) ?? null
  if (kind === 'admission' && legal_basis === null) form.wrong('legal_basis', 'cell.required')
  const started_at = momentIn(form, 'started')
  const ended_at = (typed.ended ?? '').trim() === '' ? null : momentIn(form, 'ended')
  if (ended_at !== null && ended_at < started_at) form.wrong('ended', 'stays.fault.order')
  const texts = measureTexts(form, chosen)
  return form.done(() => ({ kind, legal_basis, started_at, ended_at, ...texts }))
}

/** The form of a decision that a measure goes on. */
export const readRenewalForm = (typed: Typed): Read<RenewalInput> => {
  const form = reading(typed)
  const at = momentIn(form, 'renewed')
  const decided_by = form.cell('renewed_by', UUID) ?? ''
  const reason = form.upTo('renewed_why', LONGEST, text)
  return form.done(() => ({ at, decided_by, reason }))
}

/** The form of an admission: with the part for the register when somebody comes without their consent. */
export const readStayForm = (typed: Typed, chosen: readonly string[], bases: readonly LegalBasis[]): Read<StayInput> => {
  const form = reading(typed)
  const way = form.cell('way', oneOf(WAYS)) ?? 'voluntary'
  const input = { admitted_on: pastDay(form, 'admitted_on'), way, place: form.upTo('place', 40) }
  if (way === 'voluntary') return form.done(() => ({ ...input, legal_basis: null, measure: null }))
  const legal_basis = form.cell('legal_basis', oneOf(bases)) ?? null
  const measure = measureTexts(form, chosen)
  return form.done(() => ({ ...input, legal_basis, measure }))
}

export const readLeaveForm = (typed: Typed): Read<LeaveInput> => {
  const form = reading(typed)
  const from_at = momentIn(form, 'from', { mayCome: true })
  const back_at = momentIn(form, 'back', { mayCome: true })
  if (back_at <= from_at) form.wrong('back', 'stays.fault.order')
  const input = { company: form.cell('company', oneOf(COMPANIES)) ?? ('alone' as const), words: words(form, 'words') }
  return form.done(() => ({ from_at, back_at, ...input }))
}

/** The form of a plan for leaving. `teams`: those that can receive somebody. */
export const readDischargeForm = (typed: Typed, checks: readonly string[], teams: readonly string[]): Read<DischargeInput> => {
  const form = reading(typed)
  const planned_on = form.cell('planned_on', day) ?? ''
  const receiver = form.cell('receiver', oneOf(RECEIVERS)) ?? 'other'
  const team = (typed.receiver_team ?? '').trim()
  if (receiver === 'team' && team !== '' && !teams.includes(team)) form.wrong('receiver_team', 'form.fault.unknown')
  const first_on = form.cell('first_on', optional(day)) ?? null
  if (first_on !== null && planned_on !== '' && first_on < planned_on) form.wrong('first_on', 'stays.fault.order')
  return form.done(() => ({
    planned_on,
    receiver,
    receiver_service_id: receiver === 'team' && team !== '' ? team : null,
    first_on,
    checks: CHECKS.filter((each) => checks.includes(each)),
    words: words(form, 'words'),
  }))
}

const span = (form: Form, from: string, to: string) => {
  const [first, last] = [form.cell(from, day) ?? '', form.cell(to, optional(day)) ?? null]
  if (last !== null && first !== '' && last < first) form.wrong(to, 'stays.fault.order')
  return { first, last }
}
export const readOfferForm = (typed: Typed): Read<OfferInput> => {
  const form = reading(typed)
  const offered = form.cell('offered', oneOf(STEPS)) ?? 'visit'
  const { first, last } = span(form, 'offered_from', 'offered_until')
  return form.done(() => ({ offered, offered_from: first, offered_until: last }))
}
export const readStepForm = (typed: Typed): Read<StepInput> => {
  const form = reading(typed)
  const after = form.cell('after', oneOf(STEPS)) ?? 'visit'
  const how = form.cell('how', oneOf(NOTED_WAYS)) ?? 'spoken'
  const { first, last } = span(form, 'on_day', 'until')
  return form.done(() => ({ after, how, on_day: first, until: last, reason: words(form, 'reason') }))
}
export const readDebriefingForm = (typed: Typed): Read<DebriefingInput> => {
  const form = reading(typed)
  const what = form.cell('what', oneOf(['offered', 'held', 'refused'])) ?? 'offered'
  const at = momentIn(form, 'told')
  return form.done(() => ({ what, at, words: words(form, 'words') }))
}
