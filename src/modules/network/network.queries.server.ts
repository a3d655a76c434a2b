import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import { dayOf } from '#platform/today.ts'
import type { Words } from '#platform/words.ts'
import { canRead, canSteer } from './policy.ts'

export type Steered = { id: string; name: Words; isDemonstration: boolean; isPublic: boolean }
/** What visitors of a public network may read of its steering. */
export type Publication = { plan: boolean; committees: boolean; version: number }

const columns = ['n.id', 'n.name', 'n.is_demonstration as isDemonstration', 'n.is_public as isPublic'] as const
const NOTHING: Publication = { plan: false, committees: false, version: 0 }

/** The networks whose steering the actor may read: their own, and those that published a part of it. */
export const listSteered = async (scope: Scope, actor: Actor): Promise<Steered[]> => {
  const networks = await scope
    .selectFrom('platform.network as n')
    .leftJoin('network.publication as p', 'p.network_id', 'n.id')
    .select([...columns, 'p.shows_plan', 'p.shows_committees'])
    .orderBy('n.id')
    .execute()
  return networks
    .filter(({ id, shows_plan, shows_committees }) => canRead(actor, id) || shows_plan === true || shows_committees === true)
    .map(({ shows_plan: _, shows_committees: __, ...network }) => network)
}

/** What of this network's steering visitors may read. */
export const readPublication = async (scope: Scope, network: string): Promise<Publication> =>
  (await scope
    .selectFrom('network.publication')
    .select(['shows_plan as plan', 'shows_committees as committees', 'version'])
    .where('network_id', '=', network)
    .executeTakeFirst()) ?? NOTHING

const networkRow = async (scope: Scope, network: string): Promise<Steered> =>
  found(
    await scope
      .selectFrom('platform.network as n')
      .select([...columns])
      .where('n.id', '=', idIn(network))
      .executeTakeFirst(),
  )

/**
 * The network of a page that only members read.
 * @throws Problem signed_out for a visitor, not_found for who is no member: both alike whether there is such a network or not
 */
export const memberOf = async (scope: Scope, actor: Actor, network: string): Promise<Steered> => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!canRead(actor, network)) throw new Problem('not_found')
  return networkRow(scope, network)
}

/**
 * The network of a page that may be public: for members always, for others when that part was published.
 * @throws Problem as memberOf
 */
export const readerOf = async (scope: Scope, actor: Actor, network: string, part: 'plan' | 'committees'): Promise<Steered> => {
  if (canRead(actor, network)) return networkRow(scope, network)
  const publication = await readPublication(scope, idIn(network))
  return publication[part] ? networkRow(scope, network) : memberOf(scope, actor, network)
}

/** The network, when the actor may write in it. @throws Problem as memberOf; forbidden for who may only read */
export const steering = async (scope: Scope, actor: Actor, network: string, right: string): Promise<Steered> => {
  const row = await memberOf(scope, actor, network)
  allow(canSteer(actor, network), right)
  return row
}

/** Today in the calendar of the installation, as ISO. What is due or late is asked of this day. */
export const today = (now = new Date()): string => dayOf(now)
