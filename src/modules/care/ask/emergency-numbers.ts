import { EMERGENCY_NUMBERS as NUMBERS } from '../../directory/vocabulary.ts'

// Whom to call when it cannot wait, by country, in the order in which they are shown.
export type EmergencyNumber = {
  number: string
  /** As a telephone dials it. */
  dial: string
  what: 'danger' | 'doctor' | 'suicide' | 'suicideDutch' | 'suicideFrench' | 'deaf'
}

const as = (number: string, what: EmergencyNumber['what']): EmergencyNumber => ({ number, dial: number.replaceAll(' ', ''), what })
const DANGER = as(NUMBERS.rescue, 'danger')
const OF_COUNTRY: Readonly<Record<string, readonly EmergencyNumber[]>> = {
  FR: [DANGER, as(NUMBERS.medicalFr, 'doctor'), as(NUMBERS.suicideFr, 'suicide'), as(NUMBERS.deafFr, 'deaf')],
  BE: [DANGER, as(NUMBERS.suicideBeFr, 'suicideFrench'), as(NUMBERS.suicideBeNl, 'suicideDutch')],
}

// In Belgium the line of one's own language comes first.
const LAST: Readonly<Record<string, EmergencyNumber['what']>> = { nl: 'suicideFrench', fr: 'suicideDutch' }
/**
 * The numbers of a country; 112 alone, which is good in all of the European Union, where no others are known.
 * @param language of the reader
 */
export const emergencyNumbers = (country: string, language = 'fr'): readonly EmergencyNumber[] =>
  (OF_COUNTRY[country] ?? [DANGER]).toSorted((one, other) => Number(one.what === LAST[language]) - Number(other.what === LAST[language]))
export const COUNTRIES_WITH_NUMBERS = Object.keys(OF_COUNTRY)
