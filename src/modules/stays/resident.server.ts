import { listTeams, uuidIn } from '#modules/care/index.ts'
import type { ExitReason } from '#modules/care/vocabulary.ts'
import type { Actor } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import { oneOf } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { differences, type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { withConcerns } from './board.server.ts'
import { listMeasuresOf } from './coercion/measures.queries.server.ts'
import { momentIn, pastDay, readDischargeForm, readLeaveForm, readOfferForm, readStepForm, words } from './forms.server.ts'
import { readHouse, readOfHouse } from './house.queries.server.ts'
import { beginPath, endPath, offerStep, setPathPlace, takeStep } from './housing/path.commands.server.ts'
import { listPathsOf, listSteps, waitingOf } from './housing/path.queries.server.ts'
import { putOnList, takeOffList } from './housing/waiting.commands.server.ts'
import { changeDischarge, confirmContact, leaveHouse, moveDischarge, planDischarge } from './residential/discharge.commands.server.ts'
import { dischargeTyped } from './residential/discharge-typed.ts'
import { grantLeave, moveLeave, setPlace } from './residential/stays.commands.server.ts'
import { listDischarges, listLeaves, listStaysOf, readDischarge } from './residential/stays.queries.server.ts'
import { END_REASONS, EXITS, NOTED_WAYS, WAITING_ENDS, WAITING_REASONS } from './vocabulary.ts'

/** One person of a house, as it reads them: stay, leaves, plan for leaving, way in, place on the list, measures. @throws Problem not_found */
export const readResident = async (scope: Scope, network: string, house: string, id: string, now: Date) => {
  const place = await readHouse(scope, network, house)
  const person = await readOfHouse(scope, network, house, uuidIn(id))
  await recordRead(scope, network, 'stays.readPerson', `person/${person.id}`, { about: person.id })
  const stays = await listStaysOf(scope, network, [person.id], house)
  // The stay that goes on; after leaving, the last one, so that the contact that follows can be noted.
  const [last] = stays
  const [path] = await listPathsOf(scope, network, [person.id], house)
  return {
    house: place,
    person,
    stays,
    stay: last ?? null,
    leaves: last === undefined ? [] : await listLeaves(scope, network, last.id),
    discharges: last === undefined ? [] : await listDischarges(scope, network, last.id),
    path: path ?? null,
    steps: path === undefined ? [] : await listSteps(scope, network, path.id),
    waiting: await waitingOf(scope, network, house, person.id),
    measures: withConcerns(await listMeasuresOf(scope, network, [person.id], house), place, now),
    teams: (await listTeams(scope, network)).filter((team) => team.id !== house).map((team) => ({ value: team.id, label: team.name })),
  }
}

/**
 * What somebody else wrote into the plan for leaving since its form was opened; null where nobody did.
 * @throws Problem not_found for a plan that there is not
 */
export const theirPlan = async (scope: Scope, network: string, typed: Typed): Promise<{ name: string; value: string }[] | null> => {
  if (typed.intent !== 'discharge' || typed.version === undefined) return null
  const plan = await readDischarge(scope, network, uuidIn(typed.record ?? ''))
  return plan.version === versionIn(typed) ? null : differences(typed, dischargeTyped(plan))
}

type At = { scope: Scope; actor: Actor; network: string; house: string; person: string; typed: Typed; checks: readonly string[] }
type Change = (at: At) => Promise<Faults | null>
const idIn = (typed: Typed) => uuidIn(typed.record ?? '')

const leave: Change = async ({ scope, actor, network, typed }) => {
  const read = readLeaveForm(typed)
  if (!read.ok) return read.faults
  await grantLeave(scope, actor, network, idIn(typed), read.input)
  return null
}
const leaveMove: Change = async ({ scope, network, typed }) => {
  const form = reading(typed)
  const to = form.cell('move', oneOf(['back', 'cancelled', 'longer']))
  const at = to === 'longer' ? momentIn(form, 'until', { mayCome: true }) : new Date()
  const move = to === 'longer' ? ({ to, until: at } as const) : to === 'back' ? ({ to, at } as const) : ({ to: 'cancelled' } as const)
  const read = form.done(() => move)
  if (!read.ok) return read.faults
  await moveLeave(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const discharge: Change = async ({ scope, actor, network, typed, checks }) => {
  const teams = (await listTeams(scope, network)).map(({ id }) => id)
  const read = readDischargeForm(typed, checks, teams)
  if (!read.ok) return read.faults
  if (typed.version === undefined) await planDischarge(scope, actor, network, idIn(typed), read.input)
  else await changeDischarge(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const dischargeMove: Change = async ({ scope, network, typed }) => {
  if (typed.move === 'withdrawn') {
    await moveDischarge(scope, network, idIn(typed), versionIn(typed), { to: 'withdrawn' })
    return null
  }
  const form = reading(typed)
  const how = form.cell('agreed', oneOf(NOTED_WAYS)) ?? 'spoken'
  const read = form.done(() => how)
  if (!read.ok) return read.faults
  await moveDischarge(scope, network, idIn(typed), versionIn(typed), { to: 'agreed', how: read.input })
  return null
}
const left: Change = async ({ scope, network, typed }) => {
  const form = reading(typed)
  const left_on = pastDay(form, 'left_on')
  const exit_reason: ExitReason = form.cell('exit_reason', oneOf(EXITS)) ?? 'other'
  const read = form.done(() => ({ left_on, exit_reason }))
  if (!read.ok) return read.faults
  await leaveHouse(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const met: Change = async ({ scope, network, typed }) => {
  const form = reading(typed)
  const met_on = pastDay(form, 'met_on')
  const read = form.done(() => met_on)
  if (!read.ok) return read.faults
  await confirmContact(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const LONGEST_PLACE = 40
const readPlace = (typed: Typed) => {
  const form = reading(typed)
  const where = form.upTo('place', LONGEST_PLACE)
  return form.done(() => where)
}
const place: Change = async ({ scope, network, typed }) => {
  const read = readPlace(typed)
  if (!read.ok) return read.faults
  await setPlace(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const pathPlace: Change = async ({ scope, network, typed }) => {
  const read = readPlace(typed)
  if (!read.ok) return read.faults
  await setPathPlace(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const begin: Change = async ({ scope, actor, network, house, person }) => {
  await beginPath(scope, actor, network, house, person)
  return null
}
const offer: Change = async ({ scope, network, typed }) => {
  const read = readOfferForm(typed)
  if (!read.ok) return read.faults
  await offerStep(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const unoffer: Change = async ({ scope, network, typed }) => {
  await offerStep(scope, network, idIn(typed), versionIn(typed), null)
  return null
}
const step: Change = async ({ scope, actor, network, typed }) => {
  const read = readStepForm(typed)
  if (!read.ok) return read.faults
  await takeStep(scope, actor, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const end: Change = async ({ scope, actor, network, typed }) => {
  const form = reading(typed)
  const because = form.cell('because', oneOf(END_REASONS)) ?? 'other'
  const read = form.done(() => ({ because, reason: words(form, 'reason') }))
  if (!read.ok) return read.faults
  await endPath(scope, actor, network, idIn(typed), 'team', read.input)
  return null
}
const wait: Change = async ({ scope, actor, network, house, person, typed }) => {
  const form = reading(typed)
  const since = pastDay(form, 'since')
  const reason = form.cell('waits', oneOf(WAITING_REASONS)) ?? 'place'
  const read = form.done(() => ({ since, reason }))
  if (!read.ok) return read.faults
  await putOnList(scope, actor, network, house, person, read.input)
  return null
}
const unwait: Change = async ({ scope, network, typed }) => {
  const form = reading(typed)
  const because = form.cell('ended_because', oneOf(WAITING_ENDS)) ?? 'other'
  const read = form.done(() => because)
  if (!read.ok) return read.faults
  await takeOffList(scope, network, idIn(typed), versionIn(typed), read.input)
  return null
}
const CHANGES: Readonly<Record<string, Change>> = {
  ...{ leave, leaveMove, discharge, dischargeMove, left, met, place, pathPlace, begin, offer, unoffer, step, end, wait, unwait },
}
/** What one of the forms on the page of a person asks for. @throws Problem of the commands; not_found for a form that there is not */
export const changeResident = async (at: At): Promise<Faults | null> => {
  await readOfHouse(at.scope, at.network, at.house, at.person)
  const change = Object.hasOwn(CHANGES, at.typed.intent ?? '') ? CHANGES[at.typed.intent ?? ''] : undefined
  if (change === undefined) throw new Problem('not_found')
  return change(at)
}
