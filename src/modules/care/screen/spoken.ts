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

export const nameOfLanguage = (code: string, language: string): string => {
  try {
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}
