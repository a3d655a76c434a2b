import type { Actor } from '#platform/actor.ts'
import { dayIn } from '#platform/today.ts'
import type { World } from '#test/world.ts'
import type { TeamOf } from '../boards.test-support.ts'
import { noteAway } from './away.server.ts'

/** A day so many days from now, in ISO 8601. */
export { dayIn }
/** Somebody says that a worker is away from one day to another, counted from today. */
export const addAwayFrom = (world: World, { network }: TeamOf, who: Actor, worker: Actor, from: number, to: number): Promise<void> =>
  world.as(who, (scope) => noteAway(scope, who, network, { worker: worker.personId, from: dayIn(from), to: dayIn(to) }))
