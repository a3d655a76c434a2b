import { matching, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { type BoardRules, LIMITS, WEEKDAYS } from './rules.ts'

const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'boards.fault.time')
/** The form of a team's rules. `days`: the answers of its group of days. */
export const readRulesForm = (typed: Typed, days: readonly string[]): Read<BoardRules> => {
  const form = reading(typed)
  const number = (name: keyof typeof LIMITS): number => {
    const value = form.cell(name, whole) ?? 0
    const [least, most] = LIMITS[name]
    if (value < least || value > most) form.wrong(name, 'boards.fault.between', { least: String(least), most: String(most) })
    return value
  }
  const input = {
    pairs: typed.pairs === 'true',
    leadConfirms: typed.leadConfirms === 'true',
    graceMinutes: number('graceMinutes'),
    leadMinutes: number('leadMinutes'),
    againMinutes: number('againMinutes'),
    mostTimes: number('mostTimes'),
    aloneMinutes: number('aloneMinutes'),
    discussedDays: number('discussedDays'),
    intensityDays: number('intensityDays'),
    backSoonDays: number('backSoonDays'),
    backDays: number('backDays'),
    missedTimes: number('missedTimes'),
    silentDays: number('silentDays'),
    dutyFrom: form.cell('dutyFrom', TIME) ?? '',
    dutyTo: form.cell('dutyTo', TIME) ?? '',
    dutyDays: WEEKDAYS.filter((day) => days.includes(String(day))),
  }
  if (input.backSoonDays > input.backDays) form.wrong('backDays', 'boards.fault.back')
  if (input.dutyFrom >= input.dutyTo) form.wrong('dutyTo', 'boards.fault.hours')
  return form.done(() => input)
}
