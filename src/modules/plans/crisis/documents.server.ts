import { typstPdf } from '#platform/documents/typst.server.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { type Locale, languageOf } from '#platform/languages/locales.ts'
import card from './card.typ?raw'
import type { CrisisPlan } from './crisis.queries.server.ts'
import page from './plan.typ?raw'

type Named = { givenName: string; familyName: string }

/** What goes on paper that others may find: a part that the person alone reads goes only where they asked for it. */
export const partsForPaper = (plan: CrisisPlan, withPrivate: boolean): CrisisPlan => ({
  ...plan,
  parts: plan.parts.filter(({ forWhom }) => withPrivate || forWhom.length > 0),
})

// Nobody dials a number that is broken at the end of a line.
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/(?<=\d) (?=\d)/g, '\u00a0'))

/** A crisis plan as a document for paper, in the language of the one who prints it: a usual one on one page. */
export const planAsPdf = (plan: CrisisPlan, { givenName, familyName }: Named, locale: Locale): Uint8Array => {
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const day = (on: string | Date) => intl.formatDate(typeof on === 'string' ? `${on}T12:00:00Z` : on, { dateStyle: 'long' })
  const at = plan.writtenAt
  return typstPdf(page, 'plan', {
    title: say('crisisPlan.document', { name: `${givenName} ${familyName}`.trim() }),
    author: 'Maillage',
    lang: languageOf(locale),
    large: locale === 'fr-x-falc',
    day: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    intro: [say('crisisPlan.written.alone', { day: day(at) }), say('crisisPlan.law')],
    parts: plan.parts.map(({ part, text }) => ({
      title: say(`crisisPlan.part.${part}`),
      lines: linesOf(text),
    })),
    signed: {
      title: say('crisisPlan.signed'),
      columns: [say('crisisPlan.signed.name'), say('crisisPlan.document.role'), say('crisisPlan.document.day')],
      rows: plan.signers.map(({ name, role, day: on }) => [name, role, on === '' ? '' : day(on)]),
    },
  })
}

const ON_CARD = ['call', 'trusted', 'signs', 'helps', 'worse', 'medicines'] as const
// What fits on a quarter of the card in small print; the rest stands in the plan.
const LONGEST = 230
const shortened = (text: string) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`)

/** A card to fold to the size of a bank card: whom to call, and what to know first. */
export const cardAsPdf = (plan: CrisisPlan, { givenName, familyName }: Named, locale: Locale): Uint8Array => {
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const at = plan.writtenAt
  return typstPdf(card, 'card', {
    title: say('crisisPlan.card.title'),
    author: 'Maillage',
    lang: languageOf(locale),
    day: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    name: `${givenName} ${familyName}`.trim(),
    written: say('crisisPlan.written.alone', { day: intl.formatDate(at, { dateStyle: 'long' }) }),
    found: say(plan.forDuty ? 'crisisPlan.card.found' : 'crisisPlan.card.asks'),
    fold: say('crisisPlan.card.fold'),
    parts: ON_CARD.flatMap((part) => {
      const text = plan.parts.find((each) => each.part === part)?.text ?? ''
      return text === '' ? [] : [{ title: say(`crisisPlan.part.${part}`), text: shortened(text) }]
    }),
  })
}
