import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import { administeredNetwork, listOrganisations, readHeld, today, UUID } from './members.queries.server.ts'
import { canChange, canGrant, type Period } from './policy.ts'
import type { GrantInput, TermInput } from './schema.ts'

/** Why the database refused: the network would have no administrator, or the same role twice at one time. */
export type Refusal = 'last' | 'twice' | 'organisation'

// The rule itself stands in migration 0008, where it holds for every way to a role and for two who act at once.
const refusalOf = (error: unknown): Refusal | null => {
  if (!(error instanceof Error && 'constraint' in error)) return null
  if (error.constraint === 'last_administrator') return 'last'
  return error.constraint === 'role_once' ? 'twice' : null
}
/** @throws Problem invalid with the refusal in `role`, and conflict for who lost the right meanwhile */
const told = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal !== null) throw new Problem('invalid', { role: refusal })
    if (error instanceof Error && 'code' in error && error.code === '42501')
      throw new Problem('forbidden', { right: 'identity.changeRole' })
    throw error
  }
}
export const refusalIn = (error: unknown): Refusal | null =>
  error instanceof Problem && error.code === 'invalid'
    ? ((['last', 'twice', 'organisation'] as const).find((known) => known === error.detail.role) ?? null)
    : null

/** An organisation of this network, or none. @throws Problem invalid */
export const checkOrganisation = async (scope: Scope, network: string, organisation: string | null): Promise<void> => {
  if (organisation !== null && !(await listOrganisations(scope, network)).some(({ id }) => id === organisation))
    throw new Problem('invalid', { role: 'organisation' })
}

/**
 * Gives a role to somebody who holds or held one in this network; others are invited. Ask for a fresh second factor before.
 * @throws Problem not_found for who does not administer the network, forbidden for oneself, invalid (see refusalIn)
 */
export const grantRole = async (
  scope: Scope,
  actor: Actor,
  network: string,
  personId: string,
  input: GrantInput,
): Promise<{ id: string }> => {
  await administeredNetwork(scope, actor, network)
  allow(canGrant(actor, network, personId), 'identity.grantRole')
  found(
    UUID.test(personId)
      ? await scope
          .selectFrom('identity.role')
          .select('id')
          .where('network_id', '=', network)
          .where('person_id', '=', personId)
          .limit(1)
          .executeTakeFirst()
      : undefined,
  )
  await checkOrganisation(scope, network, input.organisation)
  const values = {
    network_id: network,
    person_id: personId,
    role: input.role,
    organisation_id: input.organisation,
    valid_from: input.from,
    valid_to: input.to,
  }
  const { id } = await told(scope.insertInto('identity.role').values(values).returning('id').executeTakeFirstOrThrow())
  await record(scope, network, 'identity.grantRole', `role/${id} ${input.role}`, { about: personId, reason: input.reason })
  return { id }
}

const change = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  period: Period,
  organisation: string | null,
): Promise<void> => {
  const { numUpdatedRows } = await told(
    scope
      .updateTable('identity.role')
      .set((is) => ({ valid_from: period.from, valid_to: period.to, organisation_id: organisation, version: is('version', '+', 1) }))
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
}

/**
 * Changes from when to when, and where, somebody holds a role.
 * @param version what the editor saw: a later change of somebody else is never overwritten unseen
 * @throws Problem conflict when it was changed meanwhile, forbidden to raise one's own, not_found, invalid (see refusalIn)
 */
export const changeRole = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: TermInput,
): Promise<void> => {
  await administeredNetwork(scope, actor, network)
  const before = await readHeld(scope, network, id)
  const isOwn = before.personId === actor.personId
  allow(before.provider === null && canChange(actor, network, before.personId, before, input), 'identity.changeRole')
  allow(!isOwn || input.organisation === before.organisationId, 'identity.changeRole')
  await checkOrganisation(scope, network, input.organisation)
  // First the trail: whoever ends a role of their own is not of the network any more after it.
  await record(scope, network, 'identity.changeRole', `role/${id} ${before.role}`, { about: before.personId, reason: input.reason })
  await change(scope, network, id, version, input, input.organisation)
}

/** Ends a role at once: yesterday was its last day. One that begins today or later holds on no day at all. @throws as changeRole */
export const endRole = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  reason: string | null,
): Promise<void> => {
  await administeredNetwork(scope, actor, network)
  const before = await readHeld(scope, network, id)
  const now = await today(scope)
  const period = { from: before.from, to: before.from < now ? dayBefore(now) : dayBefore(before.from) }
  if (before.to !== null && before.to <= period.to) throw new Problem('conflict')
  allow(before.provider === null && canChange(actor, network, before.personId, before, period), 'identity.endRole')
  await record(scope, network, 'identity.endRole', `role/${id} ${before.role}`, { about: before.personId, reason })
  await change(scope, network, id, version, period, before.organisationId)
}

/** The day before, both in ISO 8601. */
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
