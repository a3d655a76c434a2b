import { resolveTerritory } from '#modules/directory/named.server.ts'
import { day, decimal, matching, oneOf, optional, text, whole } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { indexesOf, type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { dayIn } from './days.ts'
import type { EncounterInput } from './encounters.server.ts'
import type { DayInput, RoundInput, StopInput } from './rounds.commands.server.ts'
import { AGE_BANDS, BACK_DAYS, FIRSTS, GENDERS, LANGUAGES, OFFERS, ORIENTATIONS, REASONS, TOPICS, WEEKDAYS } from './vocabulary.ts'

const UUID = matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'form.fault.unknown')
const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.fault.date')

/** Somebody who was met, as it is tapped. @param topics the answers of that group */
export const readEncounter = (typed: Typed, topics: readonly string[]): Read<EncounterInput> => {
  const form = reading(typed)
  const onDay = form.cell('day', day) ?? ''
  if (onDay > dayIn(0) || onDay < dayIn(-BACK_DAYS)) form.wrong('day', 'outreach.team.fault.day')
  const input = {
    id: form.cell('id', UUID) ?? '',
    roundId: form.cell('round', UUID) ?? '',
    stopId: form.cell('stop', UUID) ?? '',
    day: onDay,
    ageBand: form.cell('age', oneOf(AGE_BANDS)) ?? ('unknown' as const),
    gender: form.cell('gender', oneOf(GENDERS)) ?? ('unknown' as const),
    topics: TOPICS.filter((topic) => topics.includes(topic)),
    orientation: form.cell('orientation', oneOf(ORIENTATIONS)) ?? ('nobody' as const),
    first: form.cell('first', oneOf(FIRSTS)) ?? ('unknown' as const),
    language: form.cell('language', oneOf(LANGUAGES)) ?? 'unknown',
  }
  return form.done(() => input)
}

export const readStop = async (scope: Scope, network: string, typed: Typed): Promise<Read<StopInput>> => {
  const form = reading(typed)
  const name = form.upTo('name', 120, text)
  const place = form.cell('place', text) ?? ''
  const territory = place === '' ? null : await resolveTerritory(scope, place, { network })
  if (territory?.fault !== undefined) {
    const { names } = territory.fault.values ?? {}
    form.wrong('place', names === undefined ? 'form.fault.unknown' : 'outreach.team.fault.several', names === undefined ? {} : { names })
  }
  const [latitude, longitude] = [form.cell('latitude', optional(decimal)) ?? null, form.cell('longitude', optional(decimal)) ?? null]
  if ((latitude === null) !== (longitude === null)) form.wrong('longitude', 'outreach.team.fault.both')
  if (Math.abs(latitude ?? 0) > 90 || Math.abs(longitude ?? 0) > 180) form.wrong('latitude', 'cell.number')
  const hint = form.upTo('hint', 200)
  return form.done(() => ({
    name,
    territory_id: territory?.id ?? null,
    latitude,
    longitude,
    hint: hint === '' ? null : hint,
    is_public: typed.public === 'on',
  }))
}

/** A round with up to six stops: rows of stop-0, from-0, to-0, offers-0 … @param several the answers of a group of ticks */
export const readRound = (typed: Typed, several: (name: string) => readonly string[]): Read<RoundInput> => {
  const form = reading(typed)
  const name = form.upTo('name', 120, text)
  const weekday = form.cell('weekday', optional(oneOf(WEEKDAYS))) ?? null
  const once = form.cell('once', optional(day)) ?? null
  if ((weekday === null) === (once === null)) form.wrong('weekday', 'outreach.team.fault.when')
  const rows = indexesOf(typed, ['stop']).filter((at) => (typed[`stop-${at}`] ?? '') !== '')
  if (rows.length === 0) form.wrong('stop-0', 'cell.required')
  const stops = rows.map((at) => {
    const [from, to] = [form.cell(`from-${at}`, TIME) ?? '', form.cell(`to-${at}`, TIME) ?? '']
    if (from !== '' && to !== '' && to <= from) form.wrong(`to-${at}`, 'outreach.team.fault.order')
    const offers = several(`offers-${at}`)
    return {
      stop_id: form.cell(`stop-${at}`, UUID) ?? '',
      starts: from,
      ends: to,
      offers: OFFERS.filter((offer) => offers.includes(offer)),
    }
  })
  return form.done(() => ({ name, weekday: weekday === null ? null : Number(weekday), on_day: once, stops }))
}

const LATEST = 240
export const readRoundDay = (typed: Typed): Read<DayInput & { round: string }> => {
  const form = reading(typed)
  const minutes = form.cell('minutes', optional(whole)) ?? 0
  if (minutes > LATEST) form.wrong('minutes', 'cell.whole')
  const state = form.cell('state', oneOf(['on', 'changed', 'cancelled'])) ?? 'on'
  const input = {
    round: form.cell('round', UUID) ?? '',
    day: form.cell('day', day) ?? '',
    reason: form.cell('reason', oneOf(REASONS)) ?? 'other',
    minutes,
  }
  return form.done(() => ({ ...input, state }))
}

/** How a round went: never about one person, which the form says. */
export const readNoteForm = (typed: Typed): Read<{ round: string; day: string; note: string }> => {
  const form = reading(typed)
  const input = {
    round: form.cell('round', UUID) ?? '',
    day: form.cell('day', day) ?? '',
    note: form.upTo('note', 500, text),
  }
  return form.done(() => input)
}
