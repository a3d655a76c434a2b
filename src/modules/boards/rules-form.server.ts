import { matching, text, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { type BoardRules, LIMITS, MOST_LONGER, WEEKDAYS } from './rules.ts'

const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'boards.fault.time')
/** The form of a team's rules. `days`: the answers of its group of days. */
export const readRulesForm = (typed: Typed, days: readonly string[]): Read<BoardRules> => {
  const form = reading(typed)
  const number = (name: Exclude<keyof typeof LIMITS, 'longerMinutes'>): number => {
    const value = form.cell(name, whole) ?? 0
    const [least, most] = LIMITS[name]
    if (value < least || value > most) form.wrong(name, 'boards.fault.between', { least: String(least), most: String(most) })
    return value
  }
  const [shortest, longest] = LIMITS.longerMinutes
  const minutes = (form.cell('longerMinutes', text) ?? '').split(/[\s,;]+/).filter((part) => part !== '')
  const longer = [...new Set(minutes.map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN)))].sort((one, other) => one - other)
  if (longer.length > MOST_LONGER || !longer.every((each) => each >= shortest && each <= longest))
    form.wrong('longerMinutes', 'boards.fault.longer', { most: String(MOST_LONGER), least: String(shortest), longest: String(longest) })
  const input = {
    pairs: typed.pairs === 'true',
    leadConfirms: typed.leadConfirms === 'true',
    graceMinutes: number('graceMinutes'),
    leadMinutes: number('leadMinutes'),
    againMinutes: number('againMinutes'),
    mostTimes: number('mostTimes'),
    aloneMinutes: number('aloneMinutes'),
    longerMinutes: longer,
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
