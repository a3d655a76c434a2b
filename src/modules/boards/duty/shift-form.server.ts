import { matching } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { momentOf } from '../../care/index.ts'
import type { ShiftInput } from './duty.commands.server.ts'
import { dayAfter } from './week.ts'

const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'boards.fault.time')
const UUID = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'cell.required')

/** The form of shifts: one worker, the same hours on one or several days of the week that is shown. A shift that ends before it begins ends the next day. */
export const readShifts = (typed: Typed, days: readonly string[], week: readonly string[], zone: string): Read<ShiftInput[]> => {
  const form = reading(typed)
  const [worker, from, to] = [form.cell('worker', UUID) ?? '', form.cell('from', TIME), form.cell('to', TIME)]
  const chosen = week.filter((day) => days.includes(day))
  if (chosen.length === 0) form.wrong('days', 'boards.fault.days')
  return form.done(() =>
    chosen.map((day) => {
      const startsAt = momentOf(day, from ?? '', zone)
      const sameDay = momentOf(day, to ?? '', zone)
      return { worker, startsAt, endsAt: sameDay > startsAt ? sameDay : momentOf(dayAfter(day, 1), to ?? '', zone) }
    }),
  )
}
