import type { Scope } from '#platform/db.server.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { daysOf, type Period } from './period.ts'
import type { CountList } from './screen/more.tsx'

/** A module with a register of its own that counts it for the dashboard: already protected, in words; null where it has nothing to tell. */
export type CountSource = (
  scope: Scope,
  asked: { network: string; from: string; to: string; threshold: number; say: Say },
) => Promise<CountList | null>

/** The registers that the dashboard asks, in the order in which it tells of them (coercive measures, early intervention, referrals). */
const SOURCES: readonly CountSource[] = []

/** What the registers of other modules count in a period. */
export const readMore = async (
  scope: Scope,
  { network, period, threshold }: { network: string; period: Period; threshold: number },
  say: Say,
  sources = SOURCES,
): Promise<CountList[]> => {
  const lists: CountList[] = []
  for (const source of sources) {
    const list = await source(scope, { network, ...daysOf(period), threshold, say })
    if (list !== null) lists.push(list)
  }
  return lists
}
