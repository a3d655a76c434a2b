import type { Faults, Read, Typed } from '#platform/forms/typed.ts'
import { ZONE } from '#platform/today.ts'
import { DONE_HOW, type DoneHow } from '../vocabulary.ts'

/** What a form says that a team did. */
export type DeedInput = { move: 'try'; at: Date; note: string } | { move: 'finish'; at: Date; how: DoneHow; note: string }

const LONGEST = 2000
/** An instant as day and time by the clocks of Paris and Brussels: what the fields of the form begin with. */
export const momentOfNow = (now: Date): { day: string; time: string } => {
  const [day = '', time = ''] = now.toLocaleString('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).split(' ')
  return { day, time }
}
/** The instant of a day and a time by those clocks; null for none. In the hour that comes twice in autumn, the first. */
export const momentIn = (day: string, time: string): Date | null => {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time)) return null
  const guesses = [2, 1].map((hours) => new Date(`${day}T${time}:00+0${hours}:00`))
  return guesses.find((at) => !Number.isNaN(at.getTime()) && momentOfNow(at).day === day && momentOfNow(at).time === time) ?? null
}

/** Reads what was done: how, when (not in the future, but for a minute's haste), and in a few words where the choice says nothing. */
export const readDeed = (typed: Typed, now: Date): Read<DeedInput> => {
  const at = momentIn(typed.day ?? '', typed.time ?? '')
  const note = (typed.note ?? '').trim().slice(0, LONGEST)
  const how = DONE_HOW.find((each) => each === typed.how)
  const faults: Faults = {
    ...(how === undefined && typed.how !== 'tried' ? { how: { id: 'measures.team.record.wrong.what' } } : {}),
    ...(at === null || at.getTime() > now.getTime() + 60_000 ? { day: { id: 'measures.team.record.wrong.when' } } : {}),
    ...(how === 'other' && note === '' ? { note: { id: 'measures.team.record.wrong.note' } } : {}),
  }
  if (at === null || Object.keys(faults).length > 0) return { ok: false, faults }
  return { ok: true, input: how === undefined ? { move: 'try', at, note } : { move: 'finish', at, how, note } }
}
