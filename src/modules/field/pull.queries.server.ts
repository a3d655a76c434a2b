import { sql } from 'kysely'
import { type ContactLine, listContacts, listEpisodes, listMyTeams, listWorkers, readFile } from '#modules/care/index.server.ts'
import { type CrisisPlan, readCrisis } from '#modules/plans/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { worksInTeam } from './device.commands.server.ts'
import { plannedVisits } from './visits.server.ts'
import { type CarriedContact, type CarriedPerson, CONTACTS_CARRIED, type Me, PAGE, type PlanShown, type Pulled } from './vocabulary.ts'

type Due = { network: string; id: string; stamp: string; referent: boolean; files: Record<string, number> | null }
/**
 * Those whom one's teams follow today, and those who let such a team read: the referent's own first. The stamp changes with whatever a
 * device shows of them; row-level security decides what goes into it, so that what may no longer be read changes it as well.
 */
const listDue = async (scope: Scope, actor: Actor): Promise<Due[]> => {
  const { rows } = await sql<Due>`
    with due as (
      select e.network_id, e.person_id from care.episode e where e.team = any (array(select care.my_teams())) and e.left_on is null
      union select c.network_id, c.person_id from care.consent c where c.to_team = any (array(select care.my_teams())) and c.withdrawn_at is null
        and c.until >= current_date and c.sections @> array['identity'])
    select p.network_id as network, p.id, coalesce(e.referent, false) as referent, f.files,
        md5(concat_ws('|', p.version, p.merged_into, e.stamp, c.stamp, k.current_seq, array_to_string(k.shown_to, ','), f.files::text)) as stamp
      from due d join care.person p on p.network_id = d.network_id and p.id = d.person_id
      left join lateral (select string_agg(concat_ws('.', e.id, e.version, e.team), ',' order by e.id) as stamp,
          bool_or(e.referent_id = ${actor.personId}::uuid and e.left_on is null) as referent
        from care.episode e where e.network_id = p.network_id and e.person_id = p.id) e on true
      left join lateral (select string_agg(concat_ws('.', c.id, c.version), ',' order by c.at desc, c.id) as stamp
        from (select c.id, c.version, c.at from care.contact c where c.network_id = p.network_id and c.person_id = p.id
          order by c.at desc, c.id limit ${CONTACTS_CARRIED}) c) c on true
      left join plans.crisis_plan k on k.network_id = p.network_id and k.person_id = p.id
      left join lateral (select jsonb_object_agg(a.contact_id, a.n) as files from (select a.contact_id, count(*)::integer as n from field.attachment a
        where a.network_id = p.network_id and a.person_id = p.id group by a.contact_id) a) f on true
     order by e.referent desc nulls last, p.network_id, p.id`.execute(scope)
  return rows
}

type Held = { network: string; person: string; stamp: string; seq: number; gone: boolean }
const heldBy = async (scope: Scope, { personId }: Actor, device: string): Promise<Held[]> =>
  (
    await sql<Held>`select network_id as network, person_id as person, stamp, seq, is_gone as gone from field.carried
      where by_id = ${personId} and device_id = ${device}`.execute(scope)
  ).rows

const keyOf = (network: string, person: string) => `${network}/${person}`
type Changes = { due: Due[]; gone: { network: string; person: string }[] }
/** What a device lacks that has read up to page `since`: what it was given later may never have arrived. */
const changesFor = (due: readonly Due[], held: readonly Held[], since: number): Changes => {
  const known = new Map(held.map((row) => [keyOf(row.network, row.person), row]))
  const allowed = new Set(due.map(({ network, id }) => keyOf(network, id)))
  const isHeld = (row: Held | undefined, stamp: string) => row !== undefined && !row.gone && row.stamp === stamp && row.seq <= since
  return {
    due: due.filter(({ network, id, stamp }) => !isHeld(known.get(keyOf(network, id)), stamp)),
    gone: held.filter((row) => !allowed.has(keyOf(row.network, row.person)) && !(row.gone && row.seq <= since)),
  }
}

const contactOf = (line: ContactLine, names: ReadonlyMap<string, string>, files: Record<string, number> | null): CarriedContact => ({
  id: line.id,
  at: line.at.toISOString(),
  minutes: line.minutes,
  mode: line.mode,
  who: line.who,
  missed: line.missed,
  note: line.note,
  workers: line.workers.flatMap((worker) => names.get(worker) ?? []),
  team: line.team,
  files: files?.[line.id] ?? 0,
})
export const planOf = (plan: Pick<CrisisPlan, 'writtenAt' | 'parts'> | null): PlanShown | null =>
  plan === null || plan.parts.length === 0
    ? null
    : { writtenAt: plan.writtenAt.toISOString(), parts: plan.parts.map(({ part, text }) => ({ part, text })) }

/** One person as a device takes them along: read as the one who acts, through care and plans, and noted as what it is. */
const carry = async (scope: Scope, { network, id, referent, files }: Due, names: ReadonlyMap<string, string>): Promise<CarriedPerson> => {
  const file = await readFile(scope, network, id)
  const episodes = (await listEpisodes(scope, network, id)).filter(({ isMine, leftOn }) => isMine && leftOn === null)
  const { lines: contacts } = await listContacts(scope, network, id, { most: CONTACTS_CARRIED })
  const plan = await readCrisis(scope, network, id)
  await recordRead(scope, network, 'field.carry', `person/${id}`, { about: id })
  return {
    network,
    id,
    given: file.given,
    family: file.family,
    birthDate: file.birthDate,
    place: file.place,
    language: file.language,
    needsInterpreter: file.needsInterpreter,
    version: file.version,
    reach: file.reach,
    isReferent: referent,
    episodes: episodes.map((episode) => ({ id: episode.id, service: episode.serviceId, team: episode.team })),
    contacts: contacts.map((line) => contactOf(line, names, files)),
    plan: planOf(plan),
  }
}

/** Who one is on the road: teams with their colleagues, where one is on duty, what is planned. */
const readMe = async (scope: Scope, actor: Actor, names: Map<string, string>): Promise<Me> => {
  const teams: Me['teams'] = []
  const workers = new Map<string, Awaited<ReturnType<typeof listWorkers>>>()
  for (const { network, id, name } of await listMyTeams(scope)) {
    const all = workers.get(network) ?? (await listWorkers(scope, network))
    workers.set(network, all)
    for (const { personId, name: its } of all) names.set(personId, its)
    const mates = all.filter((each) => each.serviceId === id && each.isNow && each.personId !== actor.personId)
    teams.push({ network, service: id, name, mates: mates.map((each) => ({ id: each.personId, name: each.name })) })
  }
  const duty = await sql<{
    network: string
  }>`select distinct split_part(t, '/', 1) as network from plans.my_duty_teams() t order by 1`.execute(scope)
  return { name: actor.name, teams, duty: duty.rows.map(({ network }) => network), visits: await plannedVisits(scope) }
}

const note = async (scope: Scope, { personId }: Actor, device: string, seq: number, { due, gone }: Changes): Promise<void> => {
  for (const { network, id, stamp } of due)
    await sql`insert into field.carried (network_id, by_id, device_id, person_id, stamp, seq) values (${network}, ${personId}, ${device}, ${id}, ${stamp}, ${seq})
      on conflict (network_id, by_id, device_id, person_id) do update set stamp = excluded.stamp, seq = excluded.seq, is_gone = false, at = now()`.execute(
      scope,
    )
  for (const { network, person } of gone)
    await sql`update field.carried set is_gone = true, seq = ${seq}, at = now()
      where by_id = ${personId} and device_id = ${device} and network_id = ${network} and person_id = ${person}`.execute(scope)
}

/**
 * The next page of what a device lacks that has kept everything up to page `since`. What was given and never confirmed is given again;
 * what may no longer be read comes back as gone.
 * @throws Problem signed_out; forbidden for who works in no team any more
 */
export const pull = async (scope: Scope, actor: Actor, device: string, since: number): Promise<Pulled> => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!(await worksInTeam(scope))) throw new Problem('forbidden', { right: 'field.pull' })
  const { rows } = await sql<{ last_seq: number }>`
    select last_seq from field.device where person_id = ${actor.personId} and id = ${device} for update`.execute(scope)
  if (rows[0] === undefined) throw new Problem('not_found')
  const last = rows[0].last_seq
  // A number that was never given: the server was restored from a backup, and what the device has is of another past.
  const isWhole = since === 0 || since > last
  if (isWhole) await sql`delete from field.carried where by_id = ${actor.personId} and device_id = ${device}`.execute(scope)
  const names = new Map<string, string>()
  const me = await readMe(scope, actor, names)
  const all = await listDue(scope, actor)
  const changes = changesFor(all, await heldBy(scope, actor, device), since)
  const page = { due: changes.due.slice(0, PAGE), gone: changes.gone }
  const seq = isWhole || changes.due.length + changes.gone.length > 0 ? last + 1 : since
  const people: CarriedPerson[] = []
  for (const each of page.due) people.push(await carry(scope, each, names))
  if (seq > last)
    await sql`update field.device set last_seq = ${seq}, seen_at = now() where person_id = ${actor.personId} and id = ${device}`.execute(
      scope,
    )
  await note(scope, actor, device, seq, page)
  return {
    seq,
    isWhole,
    total: all.length,
    left: changes.due.length - page.due.length,
    people,
    gone: page.gone.map(({ network, person }) => keyOf(network, person)),
    me,
  }
}
