import { EMERGENCY_NUMBERS as NUMBERS } from '#modules/directory/vocabulary.ts'

// Whom to call when it cannot wait: on every page of the guide, before everything else.
export const LINES = ['rescue', 'medical', 'suicideFr', 'deaf', 'suicideBeFr', 'suicideBeNl'] as const
export type Line = (typeof LINES)[number]
/** `line` names the words that say for whom the number is: `guide.line.<line>`. */
export type EmergencyNumber = { line: Line; number: string }

const RESCUE: EmergencyNumber = { line: 'rescue', number: NUMBERS.rescue }
const FRANCE: readonly EmergencyNumber[] = [
  { line: 'medical', number: NUMBERS.medicalFr },
  { line: 'suicideFr', number: NUMBERS.suicideFr },
  { line: 'deaf', number: NUMBERS.deafFr },
]
const BELGIUM_FR: EmergencyNumber = { line: 'suicideBeFr', number: NUMBERS.suicideBeFr }
const BELGIUM_NL: EmergencyNumber = { line: 'suicideBeNl', number: NUMBERS.suicideBeNl }

/** The numbers of a country, 112 first; those of both countries where we do not know which. In Belgium the reader's language comes first. */
export const emergencyNumbers = (country: string | null, language: 'fr' | 'nl' | 'en'): readonly EmergencyNumber[] => {
  const belgium = language === 'nl' ? [BELGIUM_NL, BELGIUM_FR] : [BELGIUM_FR, BELGIUM_NL]
  if (country === 'FR') return [RESCUE, ...FRANCE]
  if (country === 'BE') return [RESCUE, ...belgium]
  return country === null ? [RESCUE, ...FRANCE, ...belgium] : [RESCUE]
}
