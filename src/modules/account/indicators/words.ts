import IntlMessageFormat from 'intl-messageformat'
import type { DocumentLocale } from '../document.ts'
import type { Unit } from './indicator.ts'
import en from './words.en.json' with { type: 'json' }
import fr from './words.fr.json' with { type: 'json' }
import nl from './words.nl.json' with { type: 'json' }

// Kept apart from the catalogues of the screens: only the server puts accounts into words, and these are many.
type File = {
  indicators: Record<string, { label: string; definition: string }>
  values: Record<string, Record<string, string>>
  units: Record<string, string>
}
const FILES: Record<DocumentLocale, File> = { fr, nl, en }

/** Names and definitions of indicators, of the parts of their dimensions, and of units, in one language. */
export const wordsOf = (language: DocumentLocale) => {
  const { indicators, values, units } = FILES[language]
  return {
    label: (indicator: string) => indicators[indicator]?.label ?? indicator,
    definition: (indicator: string) => indicators[indicator]?.definition ?? '',
    /** A part that has no word here is an id of a record (an activity): its title is looked up elsewhere, or the id is shown. */
    value: (dimension: string, value: string) => values[dimension]?.[value] ?? value.replaceAll('-', ' '),
    unit: (unit: Unit, n: number) => String(new IntlMessageFormat(units[unit] ?? unit, language).format({ n })),
  }
}
