import type { Scope } from '#platform/db.server.ts'
import { listConversions } from './beds.queries.server.ts'
import { outOn } from './beds.ts'
import { type Composition, listCommittees } from './committees.queries.server.ts'
import { type Coming, type Decision, listComing, listOpenDecisions, listSettledDecisions, listUnnoted } from './meetings.queries.server.ts'
import { type Action, isLate, readPlan } from './plan.queries.server.ts'
import { readPageSetting } from './setting.server.ts'
import { listTraining, type Training } from './training.server.ts'

const DAY = 86_400_000
const shifted = (day: string, days: number) => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10)

export type Preparation = {
  committees: Composition[]
  /** Planned meetings from today on, and those of which nobody noted whether they were held. */
  coming: Coming[]
  unnoted: Coming[]
  /** How many days ahead it looks, and back. */
  days: number
  /** Decisions that wait, and what came of others in as many days before. */
  decisions: Decision[]
  settled: Decision[]
  actions: (Action & { late: boolean })[]
  courses: Training[]
}

/**
 * What somebody needs who prepares a committee: what is late and due, what came of the last decisions, whose chair is empty.
 * @param committee the id of one committee, or null for the whole network
 * @param today ISO
 */
export const readPreparation = async (scope: Scope, network: string, committee: string | null, today: string): Promise<Preparation> => {
  const { aheadDays } = await readPageSetting(scope, network)
  const soon = shifted(today, aheadDays)
  const ofCommittee = <T extends { committee_id: string }>(rows: T[]) =>
    rows.filter(({ committee_id }) => committee === null || committee_id === committee)
  const plan = await readPlan(scope, network)
  return {
    days: aheadDays,
    committees: (await listCommittees(scope, network, today)).filter(({ id }) => committee === null || id === committee),
    coming: ofCommittee(await listComing(scope, network, today)),
    unnoted: ofCommittee(await listUnnoted(scope, network, today)),
    decisions: await listOpenDecisions(scope, network, committee),
    settled: await listSettledDecisions(scope, network, committee, shifted(today, -aheadDays)),
    actions: plan
      .flatMap(({ actions }) => actions)
      .map((action) => ({ ...action, late: isLate(action, today) }))
      .filter(({ late, state, ends_on }) => late || (ends_on <= soon && (state === 'not_begun' || state === 'under_way'))),
    courses: (await listTraining(scope, network)).filter(
      ({ starts_on, state }) => starts_on >= today && starts_on <= soon && state !== 'cancelled',
    ),
  }
}

/** The few numbers of the overview: what is out of use today, what is late, which chairs are empty. */
export const readOverview = async (scope: Scope, network: string, today: string) => {
  const { committees, actions, decisions, coming, unnoted } = await readPreparation(scope, network, null, today)
  return {
    out: outOn(await listConversions(scope, network), today),
    seats: committees.flatMap(({ seats }) => seats),
    hasCommittees: committees.length > 0,
    lateActions: actions.filter(({ late }) => late).length,
    lateDecisions: decisions.filter(({ until }) => until !== null && until < today).length,
    unnoted: unnoted.length,
    next: coming[0] ?? null,
  }
}
