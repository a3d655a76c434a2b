import type { Scope } from '#platform/db.server.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { daysOf, type Period } from './period.ts'
import type { CountList } from './screen/more.tsx'

/** How the page speaks; `month` names that of an ISO day. */
type Speech = { say: Say; month: (day: string) => string }
/** A module with a register of its own that counts it for the dashboard: already protected, in words; null where it has nothing to tell. */
export type CountSource = (
  scope: Scope,
  asked: { network: string; from: string; to: string; threshold: number } & Speech,
) => Promise<CountList | null>

/** What the registers of other modules count in a period, in the order of `sources`. */
export const readMore = async (
  scope: Scope,
  { network, period, threshold }: { network: string; period: Period; threshold: number },
  speech: Speech,
  sources: readonly CountSource[],
): Promise<CountList[]> => {
  const lists: CountList[] = []
  for (const source of sources) {
    const list = await source(scope, { network, ...daysOf(period), threshold, ...speech })
    if (list !== null) lists.push(list)
  }
  return lists
}
