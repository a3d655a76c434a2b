import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Faults } from './faults.ts'
import { addRole, readMembership, readRole, removeMembership, removeRole, setMembership } from './links.commands.server.ts'
import { writing } from './organisations.commands.server.ts'
import type { Typed } from './typed.ts'

/** Keeps or takes back a membership or a public role, as the form says. @returns what is wrong, or null when it is done */
export const sendLinks = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Faults | null> => {
  await writing(scope, actor, network)
  if (typed.intent === 'membership-remove') await removeMembership(scope, actor, network, id, typed.group ?? '')
  if (typed.intent === 'role-remove') await removeRole(scope, actor, network, id, typed.role ?? '')
  if (typed.intent === 'membership') {
    const { value, faults } = await readMembership(scope, network, id, typed)
    if (faults !== undefined) return faults
    await setMembership(scope, actor, network, id, value)
  }
  if (typed.intent === 'role') {
    const { value, faults } = readRole(typed)
    if (faults !== undefined) return faults
    await addRole(scope, actor, network, id, value)
  }
  return null
}
