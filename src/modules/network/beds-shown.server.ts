import type { Published } from '#modules/account/index.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import type { BedStep } from './beds.ts'
import { bedsCourse } from './render/beds-course.server.ts'

/** Full-time equivalents for each bed in the whole country, from the two numbers that one document states. */
export type NationalMean = { ratio: number; fte: number; beds: number; period: string; address: string }

/** Null unless both numbers were published for the same day by the same document: others do not divide. */
export const nationalMean = (network: string, beds: Published | null, fte: Published | null): NationalMean | null =>
  beds === null || fte === null || beds.amount === 0 || beds.on !== fte.on || beds.source !== fte.source
    ? null
    : {
        ratio: fte.amount / beds.amount,
        fte: fte.amount,
        beds: beds.amount,
        period: beds.period,
        address: `/accounts/${network}/statements/${fte.id}`,
      }

/** Beds out of use over time in the reader's language; null without any. */
export const drawBeds = (steps: readonly BedStep[], until: string, segment: string | undefined) => {
  const locale = localeOf(segment) ?? DEFAULT_LOCALE
  const say = sayWith(intlOf(locale))
  const last = steps.at(-1)
  return last === undefined
    ? null
    : bedsCourse({
        id: 'beds',
        title: say('network.beds.course'),
        summary: say('network.beds.course.what', { beds: last.beds, frozen: last.frozen, closed: last.closed }),
        language: languageOf(locale),
        steps,
        until,
        labels: {
          frozen: say('network.beds.label.frozen', { n: last.frozen }),
          closed: say('network.beds.label.closed', { n: last.closed }),
        },
      })
}
