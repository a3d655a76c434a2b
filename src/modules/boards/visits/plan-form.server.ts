import { day, matching, oneOf, optional } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { localNow, momentOf } from '../../care/index.ts'
import { ALONE_REASONS, type AloneReason } from '../vocabulary.ts'
import type { VisitPlan } from './visits.commands.server.ts'

const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'boards.fault.time')
const UUID = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'form.fault.unknown')
const A_DAY = 86_400_000

export type PlanForm = VisitPlan & { purpose: string }
type Given = { zone: string; pairs: boolean; mates: ReadonlySet<string> }

/** The form of a visit: a day, from when until when, and who goes. Going alone where two are wanted takes a reason, and is not stopped. */
export const readPlan = (typed: Typed, { zone, pairs, mates }: Given): Read<PlanForm> => {
  const form = reading(typed)
  const [onDay, from, to] = [form.cell('day', day), form.cell('from', TIME), form.cell('to', TIME)]
  const startsAt = onDay === undefined || from === undefined ? new Date(Number.NaN) : momentOf(onDay, from, zone)
  let endsAt = onDay === undefined || to === undefined ? new Date(Number.NaN) : momentOf(onDay, to, zone)
  // A visit in the night ends on the next day.
  if (endsAt <= startsAt) endsAt = new Date(endsAt.getTime() + A_DAY)
  if (endsAt.getTime() - startsAt.getTime() > A_DAY / 2) form.wrong('to', 'boards.fault.long')
  const first = form.cell('first', UUID) ?? ''
  const second = form.cell('second', optional(UUID)) ?? null
  if (first !== '' && !mates.has(first)) form.wrong('first', 'form.fault.unknown')
  if (second !== null && !mates.has(second)) form.wrong('second', 'form.fault.unknown')
  if (second === first) form.wrong('second', 'boards.fault.same')
  const alone: AloneReason | null = form.cell('alone', optional(oneOf(ALONE_REASONS))) ?? null
  if (second === null && pairs && alone === null) form.wrong('alone', 'boards.fault.alone')
  const purpose = form.upTo('purpose', 4000)
  return form.done(() => ({ startsAt, endsAt, first, second, alone, purpose }))
}

/** What the fields of the form hold for a plan. */
export const typedPlan = ({ startsAt, endsAt, first, second, alone }: VisitPlan, zone: string): Typed => ({
  day: localNow(startsAt, zone).day,
  from: localNow(startsAt, zone).time,
  to: localNow(endsAt, zone).time,
  first,
  second: second ?? '',
  alone: alone ?? '',
})
