const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
// Groups of countries and codes for private use that have a name all the same.
const NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

// A code that stands for another ("DD" for Germany) is written otherwise by the standard.
const isCurrent = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`

const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).filter(
  (code) => !NOT_COUNTRIES.has(code) && isCurrent(code),
)

/** The countries of the world in one language, by name. Made on the server, so that browser and server never disagree on a name. */
export const countriesIn = (language: 'fr' | 'nl' | 'en'): { value: string; label: string }[] => {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const { compare } = new Intl.Collator(language)
  return CODES.flatMap((value) => {
    const label = names.of(value)
    return label === undefined ? [] : [{ value, label }]
  }).sort((a, b) => compare(a.label, b.label))
}

/** The name of each of these countries in one language. */
export const countryNames = (language: 'fr' | 'nl' | 'en', codes: readonly (string | null)[]): Record<string, string> => {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return Object.fromEntries(
    [...new Set(codes)].flatMap((code) => (code === null || !/^[A-Z]{2}$/.test(code) ? [] : [[code, names.of(code) ?? code]])),
  )
}
