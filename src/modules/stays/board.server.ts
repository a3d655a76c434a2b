import { stateAvailability } from '#modules/guide/index.ts'
import type { Actor } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { dayAfter, dayOf } from '#platform/today.ts'
import { type Concern, concernsOf } from './coercion/attention.ts'
import { listPending, type MeasureLine } from './coercion/measures.queries.server.ts'
import { type House, listOthers, readHouse } from './house.queries.server.ts'
import { listPaths, listWaiting } from './housing/path.queries.server.ts'
import { listDeparted, listStaying } from './residential/stays.queries.server.ts'

/** Measures with what stands out about each. */
export const withConcerns = (
  measures: readonly MeasureLine[],
  { settings, country }: House,
  now: Date,
): (MeasureLine & { concerns: Concern[] })[] =>
  measures.map((measure) => ({ ...measure, concerns: concernsOf(measure, settings.rules, country, now) }))

/** All that a house sees at once: who is here, out or leaving, on the way in or waiting, and what somebody has to see to. */
export const readBoard = async (scope: Scope, network: string, id: string, now: Date) => {
  const house = await readHouse(scope, network, id)
  await recordRead(scope, network, 'stays.readHouse', `team/${id}`)
  const { rules } = house.settings
  const today = dayOf(now)
  const soon = dayAfter(today, rules.soon_days)
  const departed = await listDeparted(scope, network, id, rules.contact_days)
  const late = (leftOn: string) => dayAfter(leftOn, rules.contact_days)
  return {
    house,
    staying: (await listStaying(scope, network, id)).map((line) => ({
      ...line,
      isOverdue: line.backAt !== null && line.backAt < now,
      isSoon: line.leavingOn !== null && line.leavingOn <= soon,
    })),
    paths: (await listPaths(scope, network, id)).map((path) => ({
      ...path,
      isOver: path.state === 'trial' && path.until !== null && path.until < today,
    })),
    waiting: await listWaiting(scope, network, id),
    others: await listOthers(scope, network, id),
    departed: departed.map((line) => ({
      ...line,
      until: late(line.leftOn),
      isLate: line.metOn === null && late(line.leftOn) < today,
    })),
    concerning: withConcerns(await listPending(scope, network, id), house, now).filter(
      ({ concerns, endedAt }) => concerns.length > 0 || endedAt === null,
    ),
  }
}

/** Says in the guide, which everybody else reads, how many places are free now. @throws Problem not_found for who does not work in the house */
export const statePlaces = async (scope: Scope, actor: Actor, network: string, id: string, free: number): Promise<void> => {
  await readHouse(scope, network, id)
  if (free > 999) throw new Problem('invalid')
  const statement = {
    state: free > 0 ? ('open' as const) : ('full' as const),
    placesFree: free > 0 ? free : null,
    waitingDays: null,
    note: null,
  }
  await stateAvailability(scope, actor, network, id, statement)
}
