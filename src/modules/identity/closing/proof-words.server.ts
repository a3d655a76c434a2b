import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import type { Locale } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { groupedCode } from '../person-account/typed-code.ts'
import type { FoundProof } from './proof.queries.server.ts'

/** A proof in the reader's words, for the page and for the document. */
export type SpokenProof = {
  reference: string
  closedOn: string
  erased: { what: string; rows: string }[]
  kept: { what: string; rows: string; why: string; until: string }[]
  fingerprint: string
  holds: boolean
}

export const proofInWords = ({ proof, hash, holds }: FoundProof, locale: Locale): SpokenProof => {
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const day = (iso: string) => intl.formatDate(`${iso}T12:00:00Z`, { dateStyle: 'long' })
  // A proof outlives the module that it tells of.
  const nameOf = (what: string) => (`personal.${what}` in intl.messages ? say(`personal.${what}` as MessageId) : what)
  const countOf = (rows: number) => (rows === 0 ? '' : say('closing.rows', { rows }))
  const untilOf = ({ atLeastUntil, until, rule }: FoundProof['proof']['kept'][number]) => {
    if (until === null) return say(rule === 'work' ? 'closing.until.record' : 'closing.until.operator')
    return atLeastUntil === null
      ? say('closing.until.day', { day: day(until) })
      : say('closing.until.between', { first: day(atLeastUntil), last: day(until) })
  }
  return {
    reference: groupedCode(proof.reference),
    closedOn: day(proof.closedOn),
    erased: proof.erased.map(({ what, rows }) => ({ what: nameOf(what), rows: countOf(rows) })),
    kept: proof.kept.map((one) => ({
      what: nameOf(one.what),
      rows: countOf(one.rows),
      why: say(`personal.rule.${one.rule}`),
      until: untilOf(one),
    })),
    fingerprint: hash.match(/.{8}/g)?.join(' ') ?? hash,
    holds,
  }
}
