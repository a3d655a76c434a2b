import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { anyText, day, oneOf, optional, text, wordsOf } from '#platform/cells.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { type Faults, faultsOf, type Read } from './faults.ts'
import { resolveOrganisation } from './named.server.ts'
import { writing } from './organisations.commands.server.ts'
import { inJson } from './organisations.store.server.ts'
import { short } from './shared-cells.server.ts'
import { MEMBERSHIP_REASONS, type MembershipReason } from './vocabulary.ts'

export type MembershipRecord = { group_id: string; valid_from: string | null; valid_to: string | null; reason: MembershipReason | null }
const membership = z.object({
  group: text,
  group_from: optional(day),
  group_to: optional(day),
  reason: optional(oneOf(MEMBERSHIP_REASONS)),
})
const picked = (names: readonly string[], cells: Record<string, string>) =>
  Object.fromEntries(names.map((name) => [name, cells[name] ?? '']))

/** Reads the form of a membership. */
export const readMembership = async (
  scope: Scope,
  network: string,
  organisation: string,
  cells: Record<string, string>,
): Promise<Read<MembershipRecord>> => {
  const parsed = membership.safeParse(picked(Object.keys(membership.shape), cells))
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues) }
  const { group, group_from, group_to, reason } = parsed.data
  const { id, fault } = await resolveOrganisation(scope, network, group)
  if (fault !== undefined) return { faults: { group: fault } }
  const faults: Faults =
    id === organisation
      ? { group: { id: 'directory.fault.circle' } }
      : group_from !== null && group_to !== null && group_to < group_from
        ? { group_to: { id: 'directory.fault.period' } }
        : {}
  return Object.keys(faults).length > 0 ? { faults } : { value: { group_id: id, valid_from: group_from, valid_to: group_to, reason } }
}

/** Notes that an organisation belongs to a group, or corrects the days. Who leaves keeps its row, with the day: the history of a group is never lost. */
export const setMembership = async (
  scope: Scope,
  actor: Actor,
  network: string,
  organisation: string,
  input: MembershipRecord,
): Promise<void> => {
  await writing(scope, actor, network)
  for (const id of [organisation, input.group_id])
    found(
      await scope
        .selectFrom('directory.organisation')
        .select('id')
        .where('network_id', '=', network)
        .where('id', '=', id)
        .executeTakeFirst(),
    )
  const { group_id, ...rest } = input
  await scope
    .insertInto('directory.membership')
    .values({ network_id: network, organisation_id: organisation, group_id, ...rest, source_id: null, source_locator: null })
    .onConflict((row) => row.columns(['network_id', 'organisation_id', 'group_id']).doUpdateSet(rest))
    .execute()
  await record(scope, network, 'directory.setMembership', organisation)
}

/** Takes back a membership that never was. @throws Problem not_found, forbidden */
export const removeMembership = async (scope: Scope, actor: Actor, network: string, organisation: string, group: string): Promise<void> => {
  await writing(scope, actor, network)
  found(
    await scope
      .deleteFrom('directory.membership')
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('group_id', '=', group)
      .returning('group_id')
      .executeTakeFirst(),
  )
  await record(scope, network, 'directory.removeMembership', organisation)
}

const role = z.object({
  person_name: short,
  role_fr: anyText,
  role_nl: anyText,
  role_en: anyText,
  role_from: optional(day),
  role_to: optional(day),
})
export type RoleRecord = {
  person_name: string
  role: NonNullable<ReturnType<typeof wordsOf>>
  valid_from: string | null
  valid_to: string | null
}

/** Reads the form of a public role. */
export const readRole = (cells: Record<string, string>): Read<RoleRecord> => {
  const parsed = role.safeParse(picked(Object.keys(role.shape), cells))
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues) }
  const { person_name, role_fr, role_nl, role_en, role_from, role_to } = parsed.data
  const words = wordsOf(role_fr, role_nl, role_en)
  if (words === null) return { faults: { role_fr: { id: 'cell.required' } } }
  if (role_from !== null && role_to !== null && role_to < role_from) return { faults: { role_to: { id: 'directory.fault.period' } } }
  return { value: { person_name, role: words, valid_from: role_from, valid_to: role_to } }
}

/** Notes who holds a public role (a president, an elected official): never staff, never a person supported. */
export const addRole = async (scope: Scope, actor: Actor, network: string, organisation: string, input: RoleRecord): Promise<void> => {
  await writing(scope, actor, network)
  found(
    await scope
      .selectFrom('directory.organisation')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', organisation)
      .executeTakeFirst(),
  )
  const words = inJson(input.role)
  if (words === null) throw new Problem('invalid')
  await scope
    .insertInto('directory.public_role')
    .values({ ...input, role: words, network_id: network, organisation_id: organisation })
    .execute()
  await record(scope, network, 'directory.addRole', organisation)
}

/** Takes a public role off the page. @throws Problem not_found, forbidden */
export const removeRole = async (scope: Scope, actor: Actor, network: string, organisation: string, id: string): Promise<void> => {
  await writing(scope, actor, network)
  found(
    await scope
      .deleteFrom('directory.public_role')
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst(),
  )
  await record(scope, network, 'directory.removeRole', organisation)
}
