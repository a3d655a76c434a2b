/** The abbreviations that names of indicators use; each has its words in the catalogues, `account.abbreviation.CLSM`. */
export const ABBREVIATIONS = ['CCOMS', 'CCSE', 'CLSM', 'DIU', 'ENM', 'EPSM', 'EQUAR', 'FIOP', 'GCS', 'MSP', 'SMPG', 'TABAPSY'] as const
export type Abbreviation = (typeof ABBREVIATIONS)[number]

const PATTERN = new RegExp(`\\b(${ABBREVIATIONS.join('|')})\\b`)
const isAbbreviation = (part: string): part is Abbreviation => ABBREVIATIONS.some((known) => known === part)

/** A text cut at the first use of each abbreviation: "CLSM actifs" → the abbreviation, then " actifs". */
export const cutAtAbbreviations = (text: string): (string | { short: Abbreviation })[] => {
  const seen = new Set<string>()
  return text
    .split(PATTERN)
    .filter((part) => part !== '')
    .map((part) => (isAbbreviation(part) && !seen.has(part) && seen.add(part) ? { short: part } : part))
}

/** Those that any of these texts uses, in alphabetical order. */
export const abbreviationsIn = (texts: readonly string[]): Abbreviation[] =>
  ABBREVIATIONS.filter((short) => texts.some((text) => new RegExp(`\\b${short}\\b`).test(text)))
