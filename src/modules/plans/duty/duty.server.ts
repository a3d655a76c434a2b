import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import '../mails.server.ts'
import type { Found, OpeningReason, Used, WhyNot } from '../vocabulary.ts'

export type Hit = { person: string; givenName: string; familyName: string; birthDate: string | null; place: string | null }

/** The services of a network in which the one who acts works and that may look for crisis plans. */
export const dutyTeams = async (scope: Scope, network: string): Promise<string[]> =>
  (
    await sql<{ team: string }>`select t as team from plans.my_duty_teams() t where split_part(t, '/', 1) = ${network}`.execute(scope)
  ).rows.map(({ team }) => team.slice(network.length + 1))

/** The networks in which a team of the one who acts may look for crisis plans today. */
export const dutyNetworks = async (scope: Scope): Promise<DutyNetwork[]> =>
  (
    await sql<DutyNetwork>`
      select id, name from platform.network where id in (select split_part(t, '/', 1) from plans.my_duty_teams() t) order by id`.execute(
      scope,
    )
  ).rows
export type DutyNetwork = { id: string; name: Words }

/** People by name or birth date, only among those who let teams on duty find their plan. The search itself is noted, without its words. */
export const findOnDuty = async (scope: Scope, network: string, words: string, born: string | null): Promise<Hit[]> => {
  const { rows } = await sql<Hit>`
    select person_id as person, given_name as "givenName", family_name as "familyName", birth_date::text as "birthDate", place
      from plans.find_on_duty(${network}, ${words}, ${born}::date)`.execute(scope)
  await recordRead(scope, network, 'plans.findOnDuty', `${rows.length} found`)
  return rows
}

/** Opens a crisis plan for this shift; the person is told at once. @throws Problem not_found where they did not allow it */
export const openInCrisis = async (scope: Scope, actor: Actor, network: string, file: string, reason: OpeningReason): Promise<void> => {
  const { rows } = await sql<{ opened: boolean; account: string | null }>`
    select opened, account from plans.open_in_crisis(${network}, ${file}, ${randomUUID()}, ${reason})`.execute(scope)
  const { account } = found(rows[0]?.opened === true ? rows[0] : undefined)
  if (account !== null && account !== actor.personId)
    await sendMail(scope, { to: { personId: account }, template: 'planOpened', values: { link: '/my', at: new Date().toISOString() } })
}

export type OpenedPerson = {
  givenName: string
  familyName: string
  birthDate: string | null
  until: Date
  opening: string
  /** Somebody of the team has told whether the plan was found and followed. */
  isNoted: boolean
}
/** Whose plan was opened, while it is. @throws Problem not_found */
export const openedPerson = async (scope: Scope, network: string, file: string): Promise<OpenedPerson> => {
  const { rows } = await sql<OpenedPerson>`
    select given_name as "givenName", family_name as "familyName", birth_date::text as "birthDate", until, opening_id as opening,
        exists (select from plans.outcome o where o.network_id = ${network} and o.opening_id = opened.opening_id) as "isNoted"
      from plans.opened_person(${network}, ${file}) opened`.execute(scope)
  return found(rows[0])
}

export type Unreported = { id: string; person: string; at: Date; reason: OpeningReason; byMe: boolean }
/** Openings of one's teams in the last two months after which nobody has told yet whether the plan was found and followed. */
export const unreported = async (scope: Scope, network: string): Promise<Unreported[]> =>
  (
    await sql<Unreported>`select o.id, o.person_id as person, o.at, o.reason, o.by_id = platform.person() as "byMe" from plans.opening o
      where o.network_id = ${network} and o.team = any (array(select care.my_teams())) and o.at > now() - interval '60 days'
        and not exists (select from plans.outcome x where x.network_id = o.network_id and x.opening_id = o.id) order by o.at desc limit 50`.execute(
      scope,
    )
  ).rows

export type Outcome = { found: Found; used: Used; whyNot: WhyNot | null }
/**
 * After a crisis in which a team on duty opened the plan: was it found, was it followed. Said once for an opening, by anybody of the team.
 * @throws Problem not_found; conflict where a colleague has said it
 */
export const recordOutcome = async (scope: Scope, actor: Actor, network: string, opening: string, outcome: Outcome): Promise<void> => {
  const { rows } = await sql<{ person_id: string; service_id: string }>`
    select person_id, service_id from plans.opening where network_id = ${network} and id = ${opening} and team = any (array(select care.my_teams()))`.execute(
    scope,
  )
  const { person_id, service_id } = found(rows[0])
  await note(scope, actor, { network_id: network, person_id, service_id, opening_id: opening }, outcome)
  await record(scope, network, 'plans.recordOutcome', `opening/${opening}`, { about: person_id })
}

/**
 * The same from the team that follows somebody, for a crisis in which nobody on duty opened the plan: it was at hand, not looked for, or
 * not found. Once a day.
 * @throws Problem conflict where the team has said it today; row-level security refuses a team that does not follow them
 */
export const recordTeamOutcome = async (
  scope: Scope,
  actor: Actor,
  { network, file, service }: { network: string; file: string; service: string },
  outcome: Outcome,
): Promise<void> => {
  await note(scope, actor, { network_id: network, person_id: file, service_id: service, opening_id: null }, outcome)
  await record(scope, network, 'plans.recordOutcome', `team/${service}`, { about: file })
}

/** Whether a team that follows somebody has said today how it went with their plan. */
export const isNotedToday = async (scope: Scope, network: string, file: string, service: string): Promise<boolean> =>
  (
    await sql<{ noted: boolean }>`select exists (select from plans.outcome where network_id = ${network} and person_id = ${file}
      and service_id = ${service} and opening_id is null and on_day = current_date) as noted`.execute(scope)
  ).rows[0]?.noted === true

type OutcomeOf = { network_id: string; person_id: string; service_id: string; opening_id: string | null }
const note = async (scope: Scope, actor: Actor, of: OutcomeOf, { found: wasFound, used, whyNot }: Outcome): Promise<void> => {
  // What was not found was not followed, whatever else was ticked.
  const wasUsed = wasFound === 'no' ? 'no' : used
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('plans.outcome')
    .values({ ...of, id: randomUUID(), found: wasFound, used: wasUsed, why_not: wasUsed === 'yes' ? null : whyNot, by_id: actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
}

export type DutySetting = { service: string; name: string; isCrisisTeam: boolean; mayOpen: boolean }
/** The teams of a network, and whether each may look for crisis plans. */
export const dutySettings = async (scope: Scope, network: string): Promise<DutySetting[]> =>
  (
    await sql<DutySetting>`select t.service_id as service, s.name, coalesce(s.care_function = '2A', false) as "isCrisisTeam",
        coalesce(d.may_open, s.care_function = '2A', false) as "mayOpen"
      from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
      left join plans.duty_team d on d.network_id = t.network_id and d.service_id = t.service_id
     where t.network_id = ${network} order by s.name`.execute(scope)
  ).rows

/** Sets which teams may look for crisis plans. For administrators and programme managers; row-level security refuses everybody else. */
export const setDuty = async (scope: Scope, network: string, allowed: readonly string[]): Promise<void> => {
  for (const { service, mayOpen } of await dutySettings(scope, network)) {
    const wanted = allowed.includes(service)
    if (wanted === mayOpen) continue
    await scope
      .insertInto('plans.duty_team')
      .values({ network_id: network, service_id: service, may_open: wanted })
      .onConflict((conflict) =>
        conflict.columns(['network_id', 'service_id']).doUpdateSet((set) => ({
          may_open: set.ref('excluded.may_open'),
          version: sql`duty_team.version + 1`,
        })),
      )
      .execute()
    await record(scope, network, 'plans.setDuty', `service/${service}`, { reason: wanted ? 'yes' : 'no' })
  }
}
