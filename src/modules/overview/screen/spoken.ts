import type { Say } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { type Counting, inSentences } from '../counting.ts'
import type { Period } from '../period.ts'
import type { Section } from '../vocabulary.ts'

/** "the third quarter of 2026", "the year 2026". */
export const periodIn = (say: Say, { year, quarter }: Period): string =>
  quarter === 0 ? say('overview.period.year', { year: String(year) }) : say('overview.period.quarter', { n: quarter, year: String(year) })

/** "Q3 2026", "2026": over a column. */
export const shortPeriod = (say: Say, { year, quarter }: Period): string =>
  quarter === 0 ? String(year) : say('overview.period.short', { n: quarter, year: String(year) })

/** "the third quarter of 2026", and "until today" where it is not over. */
export const periodSoFar = (say: Say, period: Period, isUnderWay: boolean): string =>
  isUnderWay ? say('overview.period.soFar', { period: periodIn(say, period) }) : periodIn(say, period)

/** What a section counts, with the days of its year. */
export const howCounted = (say: Say, section: Section, counting: Counting): string =>
  say(`overview.how.${section}` as MessageId, inSentences(counting))
