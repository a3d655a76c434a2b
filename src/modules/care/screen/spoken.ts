/** Languages that people are asked in, in the order of how often teams of the two countries meet them first. */
export const SPOKEN = [
  'fr',
  'nl',
  'en',
  'de',
  'ar',
  'tr',
  'pl',
  'pt',
  'es',
  'it',
  'ro',
  'ru',
  'uk',
  'fa',
  'ps',
  'so',
  'ti',
  'zh',
  'fsl',
  'sfb',
  'vgt',
] as const

// Browsers know no names of sign languages: these are what deaf people of the two countries call theirs.
const SIGNED: Readonly<Record<string, Readonly<Record<'fr' | 'nl' | 'en', string>>>> = {
  fsl: { fr: 'langue des signes française (LSF)', nl: 'Franse Gebarentaal (LSF)', en: 'French Sign Language (LSF)' },
  sfb: {
    fr: 'langue des signes de Belgique francophone (LSFB)',
    nl: 'Frans-Belgische Gebarentaal (LSFB)',
    en: 'French Belgian Sign Language (LSFB)',
  },
  vgt: { fr: 'langue des signes flamande (VGT)', nl: 'Vlaamse Gebarentaal (VGT)', en: 'Flemish Sign Language (VGT)' },
}

/** What a language is called in the language of the page; its code where nobody has a name for it. */
export const nameOfLanguage = (code: string, language: string): string => {
  const signed = SIGNED[code]
  if (signed !== undefined) return language.startsWith('nl') ? signed.nl : language.startsWith('en') ? signed.en : signed.fr
  try {
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}
