import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { languageOf, localeOf } from '#platform/languages/locales.ts'
import type { NewCard } from './cards.commands.server.ts'
import { type Qr, qrOf } from './qr.server.ts'

/** A card in the language of the one who gets it, which need not be that of the page. */
export type PrintedCard = {
  lang: string
  title: string
  what: string
  steps: string[]
  address: string
  codeLabel: string
  code: string
  until: string
  number: string
  qr: Qr
  qrAlt: string
}

/** The words of a card. `origin`: where this Maillage is reached. The code is part of the picture's address and of nothing else. */
export const printedCard = (card: NewCard, segment: string, origin: string): PrintedCard => {
  const locale = localeOf(segment) ?? 'fr'
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const address = `${origin}/${segment}/open`
  return {
    lang: languageOf(locale),
    title: say(`card.title.${card.kind}`),
    what: say('card.what'),
    steps: [say('card.step.go'), say('card.step.type'), say('card.step.questions')],
    address: address.replace(/^https?:\/\//, ''),
    codeLabel: say('card.code'),
    code: card.code,
    until: say('card.until', { day: intl.formatDate(card.expiresAt, { dateStyle: 'full' }) }),
    number: say('card.number', { number: card.number }),
    qr: qrOf(`${address}?code=${card.code}`),
    qrAlt: say('card.picture'),
  }
}
