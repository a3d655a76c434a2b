import type { DebriefingState } from '../machines.ts'
import { hoursFor, type LegalBasis, type MeasureKind, type Rules } from '../vocabulary.ts'

/**
 * What somebody has to see to: it goes on for longer than is usual, nobody looked in for too long, it lacks its ground in law, nobody
 * reviewed it, nobody offered to talk about it.
 */
export const CONCERNS = ['long', 'check', 'ground', 'review', 'debriefing'] as const
export type Concern = (typeof CONCERNS)[number]

export type Concerning = {
  kind: MeasureKind
  legalBasis: LegalBasis | null
  startedAt: Date
  endedAt: Date | null
  isVoid: boolean
  /** When somebody last looked in, and when it was last decided that it goes on. */
  lastCheckAt: Date | null
  renewedAt: Date | null
  isReviewed: boolean
  debriefing: DebriefingState
}
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a measure lasted, or goes on, in minutes. */
export const minutesOf = ({ startedAt, endedAt }: Pick<Concerning, 'startedAt' | 'endedAt'>, now: Date): number =>
  Math.max(0, Math.round(((endedAt ?? now).getTime() - startedAt.getTime()) / 60_000))

/** Whoever is shut in or tied cannot come for help: somebody has to come to them. */
export const isShutIn = (kind: MeasureKind): boolean => kind === 'seclusion' || kind === 'mechanical'

// In France nobody is secluded or restrained who is in hospital of their own will (code de la santé publique, article L3222-5-1, I).
const lacksGround = ({ kind, legalBasis }: Concerning, country: string) => country === 'FR' && legalBasis === null && isShutIn(kind)

/** What stands out about a measure at a moment, by the thresholds of its team and the law of its country. What was struck out concerns nobody. */
export const concernsOf = (measure: Concerning, rules: Rules, country: string, now: Date): Concern[] => {
  if (measure.isVoid) return []
  const { kind, startedAt, endedAt, lastCheckAt, renewedAt, isReviewed, debriefing } = measure
  const since = (at: Date) => now.getTime() - at.getTime()
  // A new decision is good for as long as the first one was.
  const isLong = endedAt === null && since(renewedAt ?? startedAt) > hoursFor(rules, kind) * HOUR
  const isAlone = endedAt === null && isShutIn(kind) && since(lastCheckAt ?? startedAt) > rules.check_minutes * MINUTE
  const isUnreviewed = !isReviewed && since(startedAt) > rules.review_days * DAY
  const isUntold =
    endedAt !== null && (debriefing === 'waiting' || debriefing === 'offered') && since(endedAt) > rules.debriefing_days * DAY
  return CONCERNS.filter(
    (concern) =>
      ({ long: isLong, check: isAlone, ground: lacksGround(measure, country), review: isUnreviewed, debriefing: isUntold })[concern],
  )
}
