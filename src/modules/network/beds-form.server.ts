import { day, decimal, oneOf, optional, slug, text, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import type { ConversionInput } from './beds.commands.server.ts'
import type { Conversion } from './beds.queries.server.ts'
import type { BedEvent } from './beds.ts'
import type { Choice } from './choices.server.ts'
import { BED_KINDS, BED_STATES, PROFESSIONS } from './vocabulary.ts'

export type ConversionChoices = { hospitals: readonly Choice[]; teams: readonly Choice[]; sources: readonly Choice[] }

/** One of the offered values, null for none; anything else is a fault of that field. */
export const chosenOf =
  ({ cell, wrong }: ReturnType<typeof reading>) =>
  (name: string, among: readonly Choice[]): string | null => {
    const id = cell(name, optional(slug)) ?? null
    if (id !== null && !among.some(({ value }) => value === id)) wrong(name, 'form.fault.unknown')
    return id
  }

const MOST_FTE = 99_999

/** An agreement from its form. `fte_<profession>` are numbers with at most two decimals; an empty one is none. */
export const readConversionForm = (typed: Typed, choices: ConversionChoices): Read<ConversionInput> => {
  const form = reading(typed)
  const { cell, wrong, done } = form
  const chosen = chosenOf(form)
  const hospital = chosen('hospital', choices.hospitals)
  if (hospital === null) wrong('hospital', 'cell.required')
  const kind = cell('bed_kind', oneOf(BED_KINDS))
  const beds = cell('beds', whole)
  if (beds !== undefined && (beds < 1 || beds > 9999)) wrong('beds', 'cell.positive')
  const staff = PROFESSIONS.flatMap((profession) => {
    const fte = cell(`fte_${profession}`, optional(decimal)) ?? null
    if (fte !== null && (fte < 0 || fte > MOST_FTE)) wrong(`fte_${profession}`, 'cell.number')
    const rounded = Math.round((fte ?? 0) * 100) / 100
    return rounded > 0 ? [{ profession, fte: rounded }] : []
  })
  const rest = {
    team_id: chosen('team', choices.teams),
    source_id: chosen('source', choices.sources),
    source_locator: cell('locator', optional(text)) ?? null,
    note: cell('note', optional(text)) ?? null,
  }
  return done(() => ({ ...rest, hospital_id: hospital ?? '', bed_kind: kind ?? 'other', beds: beds ?? 0, staff }))
}

/** A dated transition from its form: state, day, reason. */
export const readTransitionForm = (typed: Typed): Read<BedEvent> => {
  const { cell, done } = reading(typed)
  const state = cell('state', oneOf(BED_STATES))
  const on = cell('on', day)
  const reason = cell('reason', text)
  return done(() => ({ state: state ?? 'planned', on: on ?? '', reason: reason ?? '' }))
}

/** The form of an agreement as it is kept now. */
export const conversionTyped = (conversion: Conversion): Typed => ({
  hospital: conversion.hospital_id,
  bed_kind: conversion.bed_kind,
  beds: String(conversion.beds),
  team: conversion.team_id ?? '',
  source: conversion.source_id ?? '',
  locator: conversion.source_locator ?? '',
  note: conversion.note ?? '',
  ...Object.fromEntries(
    PROFESSIONS.map((profession) => [
      `fte_${profession}`,
      String(conversion.staff.find((each) => each.profession === profession)?.fte ?? ''),
    ]),
  ),
  version: String(conversion.version),
})
