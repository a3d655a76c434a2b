import type { Words } from '#platform/words.ts'
import type { Counting } from './counting.ts'
import type { Place, TeamCapacity } from './counts.queries.server.ts'
import type { Period } from './period.ts'
import type { Shown } from './protecting.server.ts'
import type { TableOf } from './screen/cells.ts'
import type { Section } from './vocabulary.ts'

export type TeamLine = TeamCapacity & { count: number | null; perFte: number | null }
/** People by place; '' where nobody knows it. `per`: for 10,000 inhabitants. */
export type PlaceLine = Place & { count: number | null; per: number | null }
/** What was told of the period before, of the same kind. */
export type Earlier = { period: Period; shown: Shown; counting: Counting }
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
  /** The days with which its year was counted. */
  counting: Counting
  /** Of more teams than these the page shows the functions alone. */
  mostTeams: number
  teams: readonly TeamLine[]
  lines: readonly PlaceLine[]
  /** Places of the network's sectors and catchments from where nobody came. */
  nobodyFrom: readonly { id: string; name: string }[]
  /** Sectors and catchments in which no team works. */
  withoutTeam: readonly { id: string; name: string }[]
  areas: number
  /** The period before: the quarter before a quarter, and the year before for what is told of whole years. Null where there is none. */
  before: { same: Earlier | null; year: Earlier | null }
}

/** What the page of the dashboard gets: the tables that it shows, and nothing beyond them. */
export type Dashboard = Pick<
  OverviewView,
  | 'network'
  | 'name'
  | 'isDemonstration'
  | 'threshold'
  | 'period'
  | 'periods'
  | 'day'
  | 'countedAt'
  | 'counting'
  | 'mostTeams'
  | 'nobodyFrom'
  | 'withoutTeam'
  | 'areas'
  | 'written'
> & {
  tables: readonly TableOf[]
  /** Of which there is nobody at all. */
  nothing: readonly Section[]
  /** The period is not over: its counts still grow. */
  isUnderWay: boolean
}
