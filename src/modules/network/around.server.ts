import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { memberOf, readerOf, readPublication, type Steered, steering } from './network.queries.server.ts'
import { canRead, canSteer } from './policy.ts'
import { type Around, PARTS } from './screen/frame.tsx'

const aroundOf = async (scope: Scope, actor: Actor, network: Steered): Promise<Around> => {
  const isMember = canRead(actor, network.id)
  const publication = await readPublication(scope, network.id)
  const shown = isMember
    ? PARTS
    : PARTS.filter((part) => (part === 'plan' && publication.plan) || (part === 'committees' && publication.committees))
  return {
    id: network.id,
    name: network.name,
    isDemonstration: network.isDemonstration,
    isPublic: network.isPublic,
    isMember,
    maySteer: canSteer(actor, network.id),
    shown,
  }
}

/** What a page for members knows of its network. @throws Problem as memberOf */
export const forMember = async (scope: Scope, actor: Actor, network: string): Promise<Around> =>
  aroundOf(scope, actor, await memberOf(scope, actor, network))

/** The same for a page that visitors read too where that part was published. @throws Problem as readerOf */
export const forReader = async (scope: Scope, actor: Actor, network: string, part: 'plan' | 'committees'): Promise<Around> =>
  aroundOf(scope, actor, await readerOf(scope, actor, network, part))

/** The same for a form. @throws Problem as steering */
export const forWriter = async (scope: Scope, actor: Actor, network: string, right: string): Promise<Around> =>
  aroundOf(scope, actor, await steering(scope, actor, network, right))
