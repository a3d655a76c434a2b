import { chartPair } from '#modules/account/index.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { heldIn, type RegisterMonth } from './months.ts'

/** Seclusions and restraints month by month, as a picture for a wide page and for a phone; null where there was none. */
export const drawMonths = (months: readonly RegisterMonth[], year: number, lang: string | undefined) => {
  if (months.every((month) => heldIn(month) === 0)) return null
  const locale = localeOf(lang) ?? 'fr'
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const rows = months.map((each) => ({
    label: intl.formatDate(`${each.month}-15T12:00:00Z`, { month: 'short' }),
    value: heldIn(each),
    shown: intl.formatNumber(heldIn(each)),
  }))
  const words = { title: say('stays.months.title'), summary: say('stays.months.picture', { year: String(year) }), unitLabel: '' }
  return chartPair({ id: 'register', kind: 'columns', ...words, rows }, languageOf(locale))
}
