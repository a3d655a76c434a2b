import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Read, Typed } from '#platform/forms/typed.ts'
import {
  readDebriefingForm,
  readDischargeForm,
  readLeaveForm,
  readMeasureForm,
  readOfferForm,
  readStayForm,
  readStepForm,
} from './forms.server.ts'
import { readSettingsForm } from './settings.server.ts'
import { basesOf, LEGAL_BASES } from './vocabulary.ts'

const MEASURE: Typed = {
  kind: 'seclusion',
  started: '2026-11-01',
  started_time: '10:00',
  decided_by: '00000000-0000-4000-8000-000000000001',
  reason: 'Raison inventée',
}
const READERS: Readonly<Record<string, (typed: Typed) => Read<unknown>>> = {
  measure: (typed) => readMeasureForm(typed, ['talk', typed.alternatives ?? ''], LEGAL_BASES),
  stay: (typed) => readStayForm(typed, [typed.alternatives ?? ''], LEGAL_BASES),
  leave: readLeaveForm,
  discharge: (typed) => readDischargeForm(typed, [typed.checks ?? ''], ['a-team']),
  offer: readOfferForm,
  step: readStepForm,
  debriefing: readDebriefingForm,
  settings: readSettingsForm,
}
const NAMES = [
  'kind',
  'way',
  'started',
  'started_time',
  'ended',
  'ended_time',
  'from',
  'from_time',
  'back',
  'planned_on',
  'receiver',
  'first_on',
]
const MORE = [
  'after',
  'how',
  'on_day',
  'until',
  'reason',
  'what',
  'told',
  'soon_days',
  'version',
  'legal_basis',
  'decided_by',
  'admitted_on',
]
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('0000-01-01', '2026-02-30', '99999-01-01', '25:00', '__proto__', '-1', '1e9', '\u202e', ' '),
)
const anything = fc.dictionary(fc.constantFrom(...NAMES, ...MORE), hostile)

describe('a form', () => {
  test.each(Object.keys(READERS))('of a %s, however it was filled in, is read or told what is wrong with it', (name) => {
    fc.assert(
      fc.property(anything, (typed) => {
        const read = READERS[name]?.(typed)
        expect(read?.ok === true || (read?.ok === false && Object.keys(read.faults).length > 0)).toBe(true)
      }),
    )
  })

  test('of a measure is not taken without what was tried, nor of an admission without its ground in law', () => {
    const faults = (typed: Typed, chosen: string[] = []) => {
      const read = readMeasureForm({ ...MEASURE, ...typed }, chosen, basesOf('FR'))
      return read.ok ? [] : Object.keys(read.faults)
    }
    expect(faults({})).toEqual(['alternatives'])
    expect(faults({ tried: 'Rien n’a pu l’être (inventé).' })).toEqual([])
    expect(faults({ kind: 'admission' }, ['talk'])).toEqual(['legal_basis'])
    expect(faults({ kind: 'admission', legal_basis: 'be_observation' }, ['talk'])).toEqual(['legal_basis'])
    expect(faults({ ended: '2026-10-31', ended_time: '10:00' }, ['talk'])).toEqual(['ended'])
    expect(faults({ started: '2126-11-01' }, ['talk'])).toEqual(['started'])
  })

  test('of an admission without consent asks for what the register has to know, and of any other does not', () => {
    const day = { admitted_on: '2026-11-01' }
    expect(readStayForm({ ...day, way: 'voluntary' }, [], LEGAL_BASES)).toMatchObject({ ok: true, input: { measure: null } })
    const read = readStayForm({ ...day, way: 'without_consent' }, [], LEGAL_BASES)
    expect(read.ok ? [] : Object.keys(read.faults).sort()).toEqual(['alternatives', 'decided_by', 'legal_basis', 'reason'])
  })

  test('offers the grounds in law of its own country', () => {
    expect(basesOf('BE')).toEqual(['be_assessment', 'be_observation', 'be_continued', 'other'])
    expect(basesOf('LU')).toEqual(['other'])
  })
})
