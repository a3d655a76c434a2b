import { optional, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import type { CLOCKS, NOTICE_CLOCKS } from '../vocabulary.ts'
import type { TeamInput } from './teams.commands.server.ts'

type Clock = (typeof CLOCKS | typeof NOTICE_CLOCKS)[number]
const BOUNDS: Readonly<Record<Clock, readonly [number, number]>> = {
  answer_hours: [1, 8760],
  meeting_hours: [1, 8760],
  meeting_days: [1, 366],
  longest_days: [1, 3660],
  today_minutes: [0, 1440],
  other_minutes: [0, 1440],
  told_hours: [1, 720],
  remind_percent: [1, 90],
  escalate_hours: [0, 720],
}

/** The form of a team's own clocks: empty is the example of its function. */
export const readClocks = (typed: Typed): Read<TeamInput> => {
  const form = reading(typed)
  const number = (name: Clock) => {
    const value = form.cell(name, optional(whole)) ?? null
    const [least, most] = BOUNDS[name]
    if (value !== null && (value < least || value > most))
      form.wrong(name, 'care.fault.between', { least: String(least), most: String(most) })
    return value
  }
  const input = {
    is_public: typed.public === 'true',
    answer_hours: number('answer_hours'),
    meeting_hours: number('meeting_hours'),
    meeting_days: number('meeting_days'),
    longest_days: number('longest_days'),
    today_minutes: number('today_minutes'),
    other_minutes: number('other_minutes'),
    told_hours: number('told_hours'),
    remind_percent: number('remind_percent'),
    escalate_hours: number('escalate_hours'),
  }
  if (input.meeting_hours !== null && input.meeting_days !== null) form.wrong('meeting_days', 'care.fault.meeting')
  return form.done(() => input)
}
