import { sql } from 'kysely'
import { USUAL_WAITS, type Waits } from '#modules/guide/vocabulary.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { rulesOf } from '../teams/rules.ts'
import { answerText } from '../texts.server.ts'
import type { FromKind, Refusal } from '../vocabulary.ts'
import type { AskedTeam } from './answers.ts'

export type AskedNetwork = { id: string; name: Words; country: string }
export type PublicTeam = AskedTeam & { name: string; phone: string | null }

/** The networks in which anybody may ask a team for help. */
export const listAskedNetworks = async (scope: Scope): Promise<AskedNetwork[]> => {
  const { rows } = await sql<AskedNetwork>`
    select n.id, n.name, n.country from platform.network n where n.id in (select care.asked_networks()) order by n.country desc, n.id`.execute(
    scope,
  )
  return rows
}

/** A network that the reader may see, and for how long somebody can wait there. @throws Problem not_found */
export const readNetwork = async (scope: Scope, network: string): Promise<AskedNetwork & { waits: Waits }> => {
  const { rows } = await sql<AskedNetwork & { waits: Waits | null }>`
    select n.id, n.name, n.country, case when s.version is not null then jsonb_build_object('today', s.today_days, 'week', s.week_days, 'later', s.later_days) end as waits
      from platform.network n left join guide.setting s on s.network_id = n.id where n.id = ${network}`.execute(scope)
  const row = found(rows[0])
  return { ...row, waits: row.waits ?? USUAL_WAITS }
}

/** The teams of a network that anybody may ask, the crisis teams first. @param place the municipality of the person, where it is known */
export const listPublicTeams = async (scope: Scope, network: string, place: string | null = null): Promise<PublicTeam[]> => {
  const { rows } = await sql<PublicTeam & Parameters<typeof rulesOf>[0] & object>`
    select case when a.ids is null then 'anywhere' when ${place}::text is null then 'unknown' when exists (
        select from directory.area_territory m where m.network_id = s.network_id and m.area_id = any (a.ids) and (
          m.territory_id in (select u.id from directory.ancestors(${place}::text) u) or ${place}::text in (select u.id from directory.ancestors(m.territory_id) u)))
        then 'here' else 'elsewhere' end as lies,
      case when v.state is not null then jsonb_build_object('state', v.state, 'waitingDays', v.waiting_days,
        'on', (v.as_of at time zone 'Europe/Paris')::date::text) end as stated, s.id, s.name, s.care_function as "careFunction", coalesce(s.phone, o.phone) as phone, t.answer_hours, t.meeting_hours, t.meeting_days, t.longest_days
      from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
      join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
      left join lateral (select array_agg(x.id) as ids from directory.area x where x.network_id = s.network_id
        and (x.id = s.area_id or (s.area_id is null and x.organisation_id = s.organisation_id))) a on true
      left join lateral (select * from guide.availability g where g.network_id = s.network_id and g.service_id = s.id order by g.as_of desc limit 1) v on true
     where t.network_id = ${network} and care.is_asked(t.network_id, t.service_id)
     order by s.care_function = '2A' desc nulls last, s.care_function nulls last, s.name collate platform.names, s.id`.execute(scope)
  return rows.map(({ id, name, careFunction, phone, lies, stated, ...own }) => ({
    id,
    name,
    careFunction,
    phone,
    lies,
    stated,
    answerHours: rulesOf(own as never, careFunction as never).answerHours,
  }))
}

/** A service that is looked for by its id, whether or not anybody may ask it. */
export const readWished = async (scope: Scope, network: string, service: string) => {
  const { rows } = await sql<{ id: string; name: string; phone: string | null; isAsked: boolean; isActive: boolean }>`
    select s.id, s.name, coalesce(s.phone, o.phone) as phone, care.is_asked(s.network_id, s.id) as "isAsked", s.status = 'active' as "isActive"
      from directory.service s join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
     where s.network_id = ${network} and s.id = ${service}`.execute(scope)
  return rows[0] ?? null
}
export const isAsked = async (scope: Scope, network: string, service: string): Promise<boolean> => {
  const { rows } = await sql<{ is: boolean }>`select care.is_asked(${network}, ${service}) as is`.execute(scope)
  return rows[0]?.is === true
}

/** What an asker sees of their request; care.request_of (migration 0020) says what is left out, and why. */
export type Followed = {
  networkId: string
  network: Words
  country: string
  service: string
  phone: string | null
  fromKind: FromKind
  state: 'sent' | 'accepted' | 'declined' | 'redirected' | 'withdrawn'
  sentAt: Date
  answerDue: Date | null
  answeredAt: Date | null
  refusal: Refusal | null
  proposedId: string | null
  proposed: string | null
  proposedPhone: string | null
  proposedIsAsked: boolean
  /** What a team that did not take it wrote to whoever asked, and its name. */
  words: string | null
  saidBy: string | null
}
type Sealed = { personId: string; saidId: string | null; said: Buffer | null }
const opened = async <T extends Followed>(scope: Scope, { personId, saidId, said, ...request }: T & Sealed) => ({
  ...request,
  words: saidId === null ? null : await answerText.open(scope, { network: request.networkId, person: personId, id: saidId }, said),
})
// The key of the file opens to who holds the code, for as long as this reads.
const holding = (scope: Scope, code: string) => sql`select set_config('app.request_code', ${code}, true)`.execute(scope)

export const followedBy = async (scope: Scope, codeHash: Buffer): Promise<Followed | null> => {
  await holding(scope, codeHash.toString('hex'))
  const { rows } = await sql<Followed & Sealed>`
    select network_id as "networkId", network, country, service, phone, from_kind as "fromKind", state, sent_at as "sentAt", answer_due as "answerDue",
      answered_at as "answeredAt", refusal, proposed_id as "proposedId", proposed, proposed_phone as "proposedPhone", proposed_is_asked as "proposedIsAsked",
      person_id as "personId", said_id as "saidId", said_by as "saidBy", said
      from care.request_of(${codeHash})`.execute(scope)
  const request = rows[0] === undefined ? null : await opened(scope, rows[0])
  await holding(scope, '')
  return request
}

export type MyRequest = Followed & { id: string }
/** The requests in the files of the one who acts that came from outside of the teams: the last of each story, the latest first. */
export const listMine = async (scope: Scope): Promise<MyRequest[]> => {
  const { rows } = await sql<MyRequest & Sealed>`
    select distinct on (r.chain_id) r.id, r.network_id as "networkId", n.name as network, n.country, s.name as service, coalesce(s.phone, o.phone) as phone,
      r.from_kind as "fromKind", case r.state when 'begun' then 'accepted' else r.state end as state, r.sent_at as "sentAt", r.answer_due as "answerDue",
      r.answered_at as "answeredAt", r.refusal, p.id as "proposedId", p.name as proposed, coalesce(p.phone, po.phone) as "proposedPhone",
      p.id is not null and care.is_asked(p.network_id, p.id) as "proposedIsAsked", r.person_id as "personId", w.id as "saidId", w.name as "saidBy", w.answer as said
      from care.request r join platform.network n on n.id = r.network_id
      join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
      join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
      left join directory.service p on p.network_id = r.network_id and p.id = r.proposed_service_id
      left join directory.organisation po on po.network_id = p.network_id and po.id = p.organisation_id
      left join lateral (select a.id, a.answer, x.name from care.request a join directory.service x on x.network_id = a.network_id and x.id = a.to_service_id
        where a.network_id = r.network_id and a.chain_id = r.chain_id and a.answer is not null order by a.answered_at desc limit 1) w on true
     where r.person_id in (select care.my_files()) and r.from_service_id is null and r.state <> 'draft'
     order by r.chain_id, r.made_at desc`.execute(scope)
  const requests: MyRequest[] = []
  for (const row of rows) requests.push(await opened(scope, row))
  return requests.sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime())
}

/** The services of a network that anybody may ask for help. */
export const listAsked = async (scope: Scope, network: string): Promise<ReadonlySet<string>> =>
  new Set((await listPublicTeams(scope, network)).map(({ id }) => id))
