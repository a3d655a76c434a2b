import { anyText, day, matching, oneOf, optional } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { MISSED, MODES, PRESENT } from '../vocabulary.ts'
import type { ContactInput } from './episodes.commands.server.ts'
import { A_DAY, minutesOf } from './minutes.ts'

const ZONE = 'Europe/Paris'
/** The day and the time that it is in a place, Paris and Brussels unless told otherwise, as the fields of a form hold them. */
export const localNow = (moment: Date, zone = ZONE): { day: string; time: string } => {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(moment)
  return { day: text.slice(0, 10), time: text.slice(11, 16) }
}

/** The moment of a day and a time there; an hour that does not exist when clocks go forward is the one after it. */
export const momentOf = (onDay: string, time: string, zone = ZONE): Date => {
  const guess = new Date(`${onDay}T${time}:00Z`)
  const shown = localNow(guess, zone)
  const ahead = new Date(`${shown.day}T${shown.time}:00Z`).getTime() - guess.getTime()
  const moment = new Date(guess.getTime() - ahead)
  // On the night when clocks change, the difference was that of the other side.
  const again = localNow(moment, zone)
  const rest = guess.getTime() - new Date(`${again.day}T${again.time}:00Z`).getTime()
  return new Date(moment.getTime() + rest)
}

const UUID = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'form.fault.unknown')
const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.fault.date')

const AHEAD = 15 * 60_000
/** A day and a time that were typed as a moment that is not to come; now where nothing was typed. */
const momentIn = (form: ReturnType<typeof reading>, dayField: string, timeField: string): Date => {
  const onDay = form.cell(dayField, day)
  const time = form.cell(timeField, TIME)
  const at = onDay === undefined || time === undefined ? new Date() : momentOf(onDay, time)
  if (at.getTime() > Date.now() + AHEAD) form.wrong(dayField, 'care.fault.past')
  return at
}

/** When they met for the first time; without a day it is now. */
export const readMeetingForm = (typed: Typed): Read<Date> => {
  const form = reading(typed)
  const at = (typed.met_on ?? '') === '' ? new Date() : momentIn(form, 'met_on', 'met_time')
  return form.done(() => at)
}

const minutesIn = (form: ReturnType<typeof reading>): number | null => {
  const text = form.cell('minutes', anyText) ?? ''
  if (text.trim() === '') return null
  const minutes = minutesOf(text)
  if (minutes === null) form.wrong('minutes', 'care.fault.minutes')
  else if (minutes < 1 || minutes > A_DAY) form.wrong('minutes', 'care.fault.minutes.none')
  return minutes
}

/** The form of a contact. `workers` and `who`: the answers of the two groups; `mates`: who can have been there as well. */
export const readContactForm = (
  typed: Typed,
  workers: readonly string[],
  who: readonly string[],
  mates: ReadonlySet<string>,
): Read<ContactInput> => {
  const form = reading(typed)
  const id = form.cell('id', UUID) ?? ''
  const at = momentIn(form, 'at', 'time')
  const minutes = minutesIn(form)
  if (workers.some((worker) => !mates.has(worker))) form.wrong('with', 'form.fault.unknown')
  const missed = form.cell('missed', optional(oneOf(MISSED))) ?? null
  // The form proposes that the person was there: nobody was, where they did not meet.
  const present = missed === null ? PRESENT.filter((each) => who.includes(each)) : []
  const input = {
    mode: form.cell('mode', oneOf(MODES)) ?? 'home',
    missed,
    note: form.upTo('note', 20_000),
    next_on: form.cell('next_on', optional(day)) ?? null,
  }
  return form.done(() => ({ id, at, minutes, workers: [...workers], who: present, ...input }))
}
