import { plainPdf } from '#platform/documents/plain.server.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import type { Locale } from '#platform/languages/locales.ts'
import { type HeldPart, heldInWords, type NetworkNames } from './export.server.ts'
import type { FoundProof } from './proof.queries.server.ts'
import { proofInWords } from './proof-words.server.ts'

/** Everything that is held about somebody, as a PDF to read. */
export const heldAsPdf = (held: readonly HeldPart[], names: NetworkNames, locale: Locale, at: Date): Uint8Array => {
  const intl = intlOf(locale)
  const say = sayWith(intl)
  return plainPdf({
    title: say('data.document.title'),
    author: 'Maillage',
    locale,
    at,
    intro: [
      say('data.document.intro', { moment: intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' }) }),
      say('data.document.private'),
    ],
    sections: heldInWords(held, names, locale).map(({ title, columns, rows }) => ({ title, text: [], columns, rows })),
  })
}

/** The proof of a closed account, as a PDF to keep. */
export const proofAsPdf = (found: FoundProof, locale: Locale): Uint8Array => {
  const say = sayWith(intlOf(locale))
  const { reference, closedOn, erased, kept, fingerprint } = proofInWords(found, locale)
  return plainPdf({
    title: say('closing.proof.title'),
    author: 'Maillage',
    locale,
    at: new Date(`${found.proof.closedOn}T12:00:00Z`),
    intro: [say('closing.proof.on', { day: closedOn }), say('closing.proof.nobody'), say('closing.proof.reference', { reference })],
    sections: [
      {
        title: say('closing.erased'),
        text: [],
        columns: [say('closing.what'), say('closing.howMany')],
        rows: erased.map(({ what, rows }) => [what, rows]),
      },
      {
        title: say('closing.kept'),
        text: [say('closing.kept.what')],
        columns: [say('closing.what'), say('closing.why'), say('closing.until')],
        rows: kept.map(({ what, rows, why, until }) => [rows === '' ? what : `${what} (${rows})`, why, until]),
      },
      { title: say('closing.fingerprint'), text: [say('closing.fingerprint.what'), fingerprint], columns: [], rows: [] },
    ],
  })
}
