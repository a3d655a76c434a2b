import { momentOf } from '#modules/care/index.ts'
import { day, matching, oneOf, optional, text, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { dayIn } from '#platform/today.ts'
import type { CallInput } from './situations.commands.server.ts'
import {
  ATTENDANCES,
  type Attendance,
  DECISION_SAYS,
  type DecisionSays,
  LESSON_CHECKS,
  LONGEST_DAYS,
  type NotedWay,
  WAYS,
} from './vocabulary.ts'

const LONG = 4000
const SHORT = 200
const LESSON = 1500

export { dayIn }

const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.fault.date')

type Form = ReturnType<typeof reading>
const words = (form: Form, name: string, longest = LONG) => form.upTo(name, longest, text)
const loose = (form: Form, name: string, longest = LONG) => form.upTo(name, longest)
const until = (form: Form): string => {
  const last = form.cell('until', day) ?? ''
  if (last !== '' && (last < dayIn(0) || last > dayIn(LONGEST_DAYS))) form.wrong('until', 'situations.fault.until')
  return last
}

export const readCall = (typed: Typed): Read<CallInput> => {
  const form = reading(typed)
  const input = { subject: words(form, 'subject'), said: words(form, 'said') }
  return form.done(() => input)
}
export const readMyCall = (typed: Typed, services: readonly string[]): Read<CallInput & { until: string; service: string }> => {
  const form = reading(typed)
  const service = form.cell('service', text) ?? ''
  if (!services.includes(service)) form.wrong('service', 'situations.fault.team')
  const input = { service, subject: words(form, 'subject'), said: words(form, 'said'), until: until(form) }
  return form.done(() => input)
}
/** A yes until a day. @param noted the way in which a team heard it; absent for the person themselves */
export const readYes = (typed: Typed, noted: boolean): Read<{ until: string; how: NotedWay | 'self' }> => {
  const form = reading(typed)
  const input = { until: until(form), how: noted ? (form.cell('how', oneOf(WAYS)) ?? 'spoken') : ('self' as const) }
  return form.done(() => input)
}
export const readAttend = (typed: Typed): Read<{ attendance: Attendance; company: string }> => {
  const form = reading(typed)
  const input = { attendance: form.cell('attendance', oneOf(ATTENDANCES)) ?? 'comes', company: loose(form, 'company', 500) }
  return form.done(() => input)
}
export const readWords = (typed: Typed): Read<string> => {
  const form = reading(typed)
  const input = words(form, 'words')
  return form.done(() => input)
}
export const readPlan = (typed: Typed): Read<{ at: Date; place: string }> => {
  const form = reading(typed)
  const [on, time] = [form.cell('day', day), form.cell('time', TIME)]
  const place = loose(form, 'place', SHORT)
  return form.done(() => ({ at: momentOf(on ?? '', time ?? ''), place }))
}
export const readHeld = (typed: Typed): Read<string> => {
  const form = reading(typed)
  const on = form.cell('held', day) ?? ''
  if (on > dayIn(0)) form.wrong('held', 'situations.team.fault.past')
  return form.done(() => on)
}
export const readInvite = (typed: Typed): Read<{ service: string } | { words: string }> => {
  const form = reading(typed)
  const service = form.cell('service', optional(text)) ?? null
  const partner = loose(form, 'partner', SHORT)
  if (service === null && partner === '') form.wrong('service', 'cell.required')
  return form.done(() => (service === null ? { words: partner } : { service }))
}
export const readDecision = (typed: Typed): Read<{ what: string; who: string; until: string | null }> => {
  const form = reading(typed)
  const input = { what: words(form, 'what'), who: words(form, 'who', SHORT), until: form.cell('by', optional(day)) ?? null }
  return form.done(() => input)
}
export const readResponse = (typed: Typed): Read<{ says: DecisionSays; answer: string }> => {
  const form = reading(typed)
  const input = { says: form.cell('says', oneOf(DECISION_SAYS)) ?? 'fine', answer: loose(form, 'answer') }
  return form.done(() => input)
}
const everyCheck = (form: Form, checks: readonly string[]) => {
  if (LESSON_CHECKS.some((check) => !checks.includes(check))) form.wrong('checks', 'situations.team.fault.checks')
}
/** What the second reader says to have looked at: the same as the writer, all of it, or the lesson does not leave. */
export const readChecks = (typed: Typed, checks: readonly string[]): Read<true> => {
  const form = reading(typed)
  everyCheck(form, checks)
  return form.done(() => true as const)
}
/** @param checks what the writer says to have looked at: all of it, or it stays here */
export const readLesson = (typed: Typed, checks: readonly string[]): Read<string> => {
  const form = reading(typed)
  const lesson = words(form, 'lesson', LESSON)
  everyCheck(form, checks)
  return form.done(() => lesson)
}
export const readSettingsForm = (typed: Typed): Read<{ daysAfter: number; leastTeams: number; agreedDays: number }> => {
  const form = reading(typed)
  const [daysAfter, leastTeams] = [form.cell('days_after', whole) ?? 0, form.cell('least_teams', whole) ?? 0]
  const agreedDays = form.cell('agreed_days', whole) ?? 0
  if (daysAfter > LONGEST_DAYS) form.wrong('days_after', 'cell.whole')
  if (leastTeams < 2 || leastTeams > 100) form.wrong('least_teams', 'cell.whole')
  if (agreedDays < 1 || agreedDays > LONGEST_DAYS) form.wrong('agreed_days', 'situations.team.fault.year')
  return form.done(() => ({ daysAfter, leastTeams, agreedDays }))
}
