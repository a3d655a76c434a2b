import { type PlainDocument, plainPdf } from '#platform/documents/plain.server.ts'
import { typstPdf } from '#platform/documents/typst.server.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { type Locale, languageOf } from '#platform/languages/locales.ts'
import card from './card.typ?raw'
import type { CrisisPlan } from './crisis.queries.server.ts'

type Named = { givenName: string; familyName: string }

/** A crisis plan as a document for paper, in the language of the one who prints it. */
export const planAsPdf = (plan: CrisisPlan, { givenName, familyName }: Named, locale: Locale): Uint8Array => {
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const day = (on: string | Date) => intl.formatDate(typeof on === 'string' ? `${on}T12:00:00Z` : on, { dateStyle: 'long' })
  const section = (title: string, text: readonly string[]) => ({ title, text, columns: [], rows: [] })
  const signed: PlainDocument['sections'] =
    plan.signers.length === 0
      ? []
      : [
          {
            title: say('crisisPlan.signed'),
            text: [],
            columns: [say('crisisPlan.signed.name'), say('crisisPlan.signed.role'), say('crisisPlan.signed.day')],
            rows: plan.signers.map(({ name, role, day: on }) => [name, role, on === '' ? '' : day(on)]),
          },
        ]
  return plainPdf({
    title: say('crisisPlan.document', { name: `${givenName} ${familyName}`.trim() }),
    author: 'Maillage',
    locale,
    at: plan.writtenAt,
    intro: [say('crisisPlan.written.alone', { day: day(plan.writtenAt) }), say('crisisPlan.law')],
    sections: [...plan.parts.map(({ part, text }) => section(say(`crisisPlan.part.${part}`), text.split('\n'))), ...signed],
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
