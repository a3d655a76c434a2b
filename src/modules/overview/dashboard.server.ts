import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { readMore } from './more.server.ts'
import type { TableOf } from './screen/cells.ts'
import { tablesOf } from './screen/tables.ts'
import { SOURCES } from './sources.server.ts'
import type { speechOf } from './speech.server.ts'
import { readOverview, todayOf } from './view.server.ts'
import type { Dashboard, OverviewView } from './view.ts'
import { FUNCTION_ROW, SECTIONS, type Section } from './vocabulary.ts'

type Speech = ReturnType<typeof speechOf>

/** Every table of a period: of care, and of the modules that keep registers of their own. */
export const readTables = async (scope: Scope, view: OverviewView, speech: Speech): Promise<TableOf[]> => [
  ...tablesOf(view, speech.say),
  ...(await readMore(scope, view, speech, SOURCES)),
]

/** All that a dashboard tells of a period, as readOverview, made into tables in somebody's language. @throws Problem as readOverview */
export const readDashboard = async (
  scope: Scope,
  actor: Actor,
  network: string,
  wished: string | null,
  speech: Speech,
  today = todayOf(),
): Promise<{ view: OverviewView; dashboard: Dashboard }> => {
  const view = await readOverview(scope, actor, network, wished, today)
  const {
    name,
    isDemonstration,
    threshold,
    period,
    periods,
    day,
    countedAt,
    counting,
    mostTeams,
    nobodyFrom,
    withoutTeam,
    areas,
    written,
  } = view
  return {
    view,
    dashboard: {
      network,
      name,
      isDemonstration,
      threshold,
      period,
      periods,
      day,
      countedAt,
      counting,
      mostTeams,
      nobodyFrom,
      withoutTeam,
      areas,
      written,
      tables: await readTables(scope, view, speech),
      nothing: SECTIONS.filter((section) => nothingOf(view, section)),
      isUnderWay: day === today,
    },
  }
}

/** What the page shows of a dashboard: of a network of many teams the functions alone, and the file every team. */
export const forPage = (dashboard: Dashboard): Dashboard & { isShortened: boolean } => {
  const isLong = ({ key, rows }: TableOf) => key === 'caseload' && rows.length > dashboard.mostTeams
  return {
    ...dashboard,
    tables: dashboard.tables.map((table) =>
      isLong(table) ? { ...table, rows: table.rows.filter(({ key }) => key.startsWith(FUNCTION_ROW)) } : table,
    ),
    isShortened: dashboard.tables.some(isLong),
  }
}

/** Whether there is nobody at all, which may be said; a few are something else. */
export const nothingOf = (view: OverviewView, section: Section): boolean =>
  ({
    requests: view.requests.way.total === 0,
    unmet: view.unmet.total === 0,
    flows: view.flows.every(({ total }) => total === 0),
    caseload: view.teams.length === 0,
    coverage: view.places.total === 0,
    plans: view.planned.total === 0 && view.crises.total === 0,
    continuity: view.continuity.total === 0,
    returns: view.returns.every(({ total }) => total === 0),
    more: true,
  })[section]
