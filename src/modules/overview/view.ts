import type { Words } from '#platform/words.ts'
import type { Place, TeamCapacity } from './counts.queries.server.ts'
import type { Period } from './period.ts'
import type { Shown } from './protecting.server.ts'

export type TeamLine = TeamCapacity & { count: number | null; perFte: number | null }
/** People by place; '' where nobody knows it. `per`: for 10,000 inhabitants. */
export type PlaceLine = Place & { count: number | null; per: number | null }
/** All that the dashboard tells, with what may not be shown taken out: null. */
export type OverviewView = Shown & {
  network: string
  name: Words
  isDemonstration: boolean
  threshold: number
  period: Period
  periods: readonly Period[]
  /** The day of which the caseload is told (ISO). */
  day: string
  countedAt: string
  teams: readonly TeamLine[]
  lines: readonly PlaceLine[]
  /** Places of the network's sectors and catchments from where nobody came. */
  nobodyFrom: readonly { id: string; name: string }[]
  /** Sectors and catchments in which no team works. */
  withoutTeam: readonly { id: string; name: string }[]
  areas: number
}
