import { day, oneOf, optional, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { MODES, PRESENT } from '../../care/vocabulary.ts'
import { MISSED_VISITS } from '../vocabulary.ts'
import type { VisitOutcome } from './visits.commands.server.ts'

const A_DAY = 1440
/** The form of what came of a visit. `who`: the answers of its group. */
export const readOutcome = (typed: Typed, who: readonly string[]): Read<VisitOutcome> => {
  const form = reading(typed)
  const minutes = form.cell('minutes', optional(whole)) ?? null
  if (minutes !== null && (minutes < 1 || minutes > A_DAY)) form.wrong('minutes', 'cell.whole')
  const input = {
    missed: form.cell('missed', optional(oneOf(MISSED_VISITS))) ?? null,
    mode: form.cell('mode', oneOf(MODES)) ?? 'home',
    note: form.upTo('note', 20_000),
    nextOn: form.cell('next_on', optional(day)) ?? null,
  }
  return form.done(() => ({ ...input, minutes, who: PRESENT.filter((each) => who.includes(each)) }))
}
