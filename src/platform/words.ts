/** A text in several languages, as the database keeps it (domain platform.words): at least one of them. */
export type Words = Partial<Record<'fr' | 'nl' | 'en', string>>
