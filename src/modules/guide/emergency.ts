// Whom to call when it cannot wait: on every page of the guide, before everything else. Checked on 22 November 2026 with
// - 112: the European emergency number, in all countries of the Union (service-public.fr F33954; 112.be);
// - 15 and 114: France, SAMU, and the emergency number in writing for who does not hear or speak (service-public.fr F33954; paca.ars.sante.fr);
// - 3114: France, suicide prevention, day and night, free (3114.fr; mayotte.ars.sante.fr);
// - 0800 32 123: Belgium, Centre de prévention du suicide, in French, day and night, free, anonymous (bx1.be; dhnet.be, September 2023);
// - 1813: Belgium, Zelfmoordlijn, in Dutch, day and night, free (vrt.be, September 2019; zelfmoord1813.be).
export const LINES = ['rescue', 'medical', 'suicideFr', 'deaf', 'suicideBeFr', 'suicideBeNl'] as const
export type Line = (typeof LINES)[number]
/** `line` names the words that say for whom the number is: `guide.line.<line>`. */
export type EmergencyNumber = { line: Line; number: string }

const RESCUE: EmergencyNumber = { line: 'rescue', number: '112' }
const FRANCE: readonly EmergencyNumber[] = [
  { line: 'medical', number: '15' },
  { line: 'suicideFr', number: '3114' },
  { line: 'deaf', number: '114' },
]
const BELGIUM_FR: EmergencyNumber = { line: 'suicideBeFr', number: '0800 32 123' }
const BELGIUM_NL: EmergencyNumber = { line: 'suicideBeNl', number: '1813' }

/** The numbers of a country, 112 first; those of both countries where we do not know which. In Belgium the reader's language comes first. */
export const emergencyNumbers = (country: string | null, language: 'fr' | 'nl' | 'en'): readonly EmergencyNumber[] => {
  const belgium = language === 'nl' ? [BELGIUM_NL, BELGIUM_FR] : [BELGIUM_FR, BELGIUM_NL]
  if (country === 'FR') return [RESCUE, ...FRANCE]
  if (country === 'BE') return [RESCUE, ...belgium]
  return country === null ? [RESCUE, ...FRANCE, ...belgium] : [RESCUE]
}
