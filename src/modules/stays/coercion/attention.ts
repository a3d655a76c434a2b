import type { DebriefingState } from '../machines.ts'
import { hoursFor, type LegalBasis, type MeasureKind, type Rules } from '../vocabulary.ts'

/**
 * What somebody has to see to: it goes on for longer than is usual, it lacks its ground in law, nobody reviewed it, nobody offered to talk
 * about it.
 */
export const CONCERNS = ['long', 'ground', 'review', 'debriefing'] as const
export type Concern = (typeof CONCERNS)[number]

export type Concerning = {
  kind: MeasureKind
  legalBasis: LegalBasis | null
  startedAt: Date
  endedAt: Date | null
  isVoid: boolean
  isReviewed: boolean
  debriefing: DebriefingState
}
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long a measure lasted, or goes on, in minutes. */
export const minutesOf = ({ startedAt, endedAt }: Pick<Concerning, 'startedAt' | 'endedAt'>, now: Date): number =>
  Math.max(0, Math.round(((endedAt ?? now).getTime() - startedAt.getTime()) / 60_000))

// In France nobody is secluded or restrained who is in hospital of their own will (code de la santé publique, article L3222-5-1, I).
const lacksGround = ({ kind, legalBasis }: Concerning, country: string) =>
  country === 'FR' && legalBasis === null && (kind === 'seclusion' || kind === 'mechanical')

/** What stands out about a measure at a moment, by the thresholds of its team and the law of its country. What was struck out concerns nobody. */
export const concernsOf = (measure: Concerning, rules: Rules, country: string, now: Date): Concern[] => {
  if (measure.isVoid) return []
  const { kind, startedAt, endedAt, isReviewed, debriefing } = measure
  const isLong = endedAt === null && now.getTime() - startedAt.getTime() > hoursFor(rules, kind) * HOUR
  const isUnreviewed = !isReviewed && now.getTime() - startedAt.getTime() > rules.review_days * DAY
  const isUntold =
    endedAt !== null &&
    (debriefing === 'waiting' || debriefing === 'offered') &&
    now.getTime() - endedAt.getTime() > rules.debriefing_days * DAY
  return CONCERNS.filter(
    (concern) => ({ long: isLong, ground: lacksGround(measure, country), review: isUnreviewed, debriefing: isUntold })[concern],
  )
}
