import { CARE_FUNCTIONS } from '#modules/directory/vocabulary.ts'
import { anyText, oneOf, optional, whole, wordsOf } from '#platform/cells.ts'
import { type Read, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import type { Language } from '#platform/languages/locales.ts'
import type { Statement } from './availability.commands.server.ts'
import type { TeamRule } from './availability.queries.server.ts'
import type { SettingsInput } from './rules.commands.server.ts'
import type { Settings } from './settings.queries.server.ts'
import { FIELDS, MOST_WAITS, STATES, type Waits } from './vocabulary.ts'

// What forms of the guide hold: every field a text, read as a whole or told what is wrong.
const LONGEST_NOTE = 300
const OLDEST = 120
const MOST_PLACES = 999
const LONGEST_WAIT = 1500
const LONGEST_CONFIRMED = 365

type Form = ReturnType<typeof reading>
const numberIn = (form: Form, name: string, most: number): number | null => {
  const value = form.cell(name, optional(whole)) ?? null
  if (value !== null && value > most) form.wrong(name, 'guide.fault.most', { most: String(most) })
  return value
}
const textIn = (form: Form, name: string): string => {
  const text = form.cell(name, anyText) ?? ''
  if (text.length > LONGEST_NOTE) form.wrong(name, 'guide.fault.note')
  return text
}
const agesIn = (form: Form, from: string, to: string) => {
  const ages = { from: numberIn(form, from, OLDEST), to: numberIn(form, to, OLDEST) }
  if (ages.from !== null && ages.to !== null && ages.to < ages.from) form.wrong(to, 'guide.fault.ages')
  return ages
}

/** What a team says of its places. What does not go with the state that was chosen is left out rather than told as an error: it must go quickly. */
export const readStatement = (typed: Typed, language: Language): Read<Statement> => {
  const form = reading(typed)
  const state = form.cell('state', oneOf(STATES)) ?? 'open'
  const takes = state === 'open' || state === 'waiting'
  const placesFree = takes ? numberIn(form, 'places_free', MOST_PLACES) : null
  if (state === 'open' && placesFree === 0) form.wrong('places_free', 'guide.fault.noPlace')
  const waitingDays = state === 'waiting' ? numberIn(form, 'waiting_days', LONGEST_WAIT) : null
  const note = textIn(form, 'note')
  return form.done(() => ({ state, placesFree, waitingDays, note: note === '' ? null : { [language]: note } }))
}

/** Whom a team takes, from its form. */
export const readRuleForm = (typed: Typed): Read<TeamRule> => {
  const form = reading(typed)
  const { from, to } = agesIn(form, 'age_from', 'age_to')
  const [fr, nl, en] = [textIn(form, 'for_whom_fr'), textIn(form, 'for_whom_nl'), textIn(form, 'for_whom_en')]
  return form.done(() => ({
    ageFrom: from,
    ageTo: to,
    forWhom: wordsOf(fr, nl, en),
    fields: FIELDS.filter((field) => typed[`field_${field}`] === 'yes'),
    needsAgreement: typed.needs_agreement === 'yes',
    version: versionIn(typed),
  }))
}

/** The form of what is kept of a team. Reading it again gives the same. */
export const ruleTyped = ({ ageFrom, ageTo, forWhom, fields, needsAgreement, version }: TeamRule): Typed => ({
  age_from: String(ageFrom ?? ''),
  age_to: String(ageTo ?? ''),
  for_whom_fr: forWhom?.fr ?? '',
  for_whom_nl: forWhom?.nl ?? '',
  for_whom_en: forWhom?.en ?? '',
  ...Object.fromEntries(FIELDS.map((field) => [`field_${field}`, fields.includes(field) ? 'yes' : ''])),
  needs_agreement: needsAgreement ? 'yes' : '',
  version: String(version),
})

const waitsIn = (form: Form): Waits => {
  const daysOf = (name: keyof Waits) => {
    const [value, most] = [form.cell(`wait_${name}`, whole) ?? 0, MOST_WAITS[name]]
    if (value < 1 || value > most) form.wrong(`wait_${name}`, 'guide.fault.wait', { most: String(most) })
    return value
  }
  const waits = { today: daysOf('today'), week: daysOf('week'), later: daysOf('later') }
  if (waits.week < waits.today) form.wrong('wait_week', 'guide.fault.waits')
  if (waits.later < waits.week) form.wrong('wait_later', 'guide.fault.waits')
  return waits
}

/** What is usual in a network, from its form. */
export const readSettingsForm = (typed: Typed): Read<SettingsInput> => {
  const form = reading(typed)
  const confirmedDays = form.cell('confirmed_days', whole) ?? 0
  if (confirmedDays < 1 || confirmedDays > LONGEST_CONFIRMED) form.wrong('confirmed_days', 'guide.fault.confirmed')
  const waits = waitsIn(form)
  const ages = CARE_FUNCTIONS.map((careFunction) => ({
    careFunction,
    ...agesIn(form, `from_${careFunction}`, `to_${careFunction}`),
  }))
  return form.done(() => ({ confirmedDays, waits, ages, version: versionIn(typed) }))
}

export const settingsTyped = ({ confirmedDays, waits, ages, version }: Settings): Typed => ({
  confirmed_days: String(confirmedDays),
  wait_today: String(waits.today),
  wait_week: String(waits.week),
  wait_later: String(waits.later),
  ...Object.fromEntries(
    CARE_FUNCTIONS.flatMap((code) => [
      [`from_${code}`, String(ages[code]?.from ?? '')],
      [`to_${code}`, String(ages[code]?.to ?? '')],
    ]),
  ),
  version: String(version),
})
