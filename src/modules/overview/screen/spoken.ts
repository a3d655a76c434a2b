import type { Say } from '#platform/languages/intl.tsx'
import type { Period } from '../period.ts'

/** "the third quarter of 2026", "the year 2026". */
export const periodIn = (say: Say, { year, quarter }: Period): string =>
  quarter === 0 ? say('overview.period.year', { year: String(year) }) : say('overview.period.quarter', { n: quarter, year: String(year) })
