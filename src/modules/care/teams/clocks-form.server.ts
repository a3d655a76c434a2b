import { optional, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import type { CLOCKS } from '../vocabulary.ts'
import type { TeamInput } from './teams.commands.server.ts'

const MOST = { answer_hours: 8760, meeting_hours: 8760, meeting_days: 366, longest_days: 3660 }

/** The form of a team's own clocks: empty is the example of its function. */
export const readClocks = (typed: Typed): Read<TeamInput> => {
  const form = reading(typed)
  const number = (name: (typeof CLOCKS)[number]) => {
    const value = form.cell(name, optional(whole)) ?? null
    if (value !== null && (value < 1 || value > MOST[name])) form.wrong(name, 'cell.whole')
    return value
  }
  const input = {
    is_public: typed.public === 'true',
    answer_hours: number('answer_hours'),
    meeting_hours: number('meeting_hours'),
    meeting_days: number('meeting_days'),
    longest_days: number('longest_days'),
  }
  if (input.meeting_hours !== null && input.meeting_days !== null) form.wrong('meeting_days', 'care.fault.meeting')
  return form.done(() => input)
}
