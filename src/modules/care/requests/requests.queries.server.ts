import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { answerText, openReach, openStory, reviewText } from '../texts.server.ts'
import type { FromKind, Reach, ReasonKind, Refusal, Story, Urgency } from '../vocabulary.ts'
import type { Side, State } from './machine.ts'

export type RequestLine = {
  id: string
  personId: string
  name: string
  fromKind: FromKind
  from: string | null
  to: string | null
  urgency: Urgency
  reasonKind: ReasonKind
  state: State
  madeAt: Date
  sentAt: Date | null
  answerDue: Date | null
  meetingDue: Date | null
  metAt: Date | null
  /** For the team that was asked: how many days before the person left it, where that was few as it counts them (90, else its own rule), and whether very few. */
  backAfter: number | null
  isBackSoon: boolean
}
const LINE = sql`
  r.id, r.person_id as "personId", btrim(concat_ws(' ', p.given_name, p.family_name)) as name, r.from_kind as "fromKind", f.name as "from", s.name as "to",
  r.urgency, r.reason_kind as "reasonKind", r.state, r.made_at as "madeAt", r.sent_at as "sentAt", r.answer_due as "answerDue",
  r.meeting_due as "meetingDue", r.met_at as "metAt", b.days as "backAfter",
  coalesce(b.days <= boards.limit_of(r.network_id, r.to_service_id, 'back_soon'), false) as "isBackSoon"`
const JOINED = sql`
  care.request r left join care.person p on p.network_id = r.network_id and p.id = r.person_id
  left join directory.service f on f.network_id = r.network_id and f.id = r.from_service_id
  left join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
  left join lateral (select r.made_at::date - max(e.left_on) as days from care.episode e
    where e.network_id = r.network_id and e.team = r.to_team and e.team in (select care.my_teams()) and e.person_id in (select care.with_merged(array[r.person_id]))
      and e.left_on <= r.made_at::date and e.left_on >= r.made_at::date - boards.limit_of(r.network_id, r.to_service_id, 'back')) b on true`

/** What waits for this team: for its answer, then for the first meeting; in each what is for today first, then what is due first. */
export const listIncoming = async (scope: Scope, network: string, service: string): Promise<RequestLine[]> => {
  const { rows } = await sql<RequestLine>`
    select ${LINE} from ${JOINED} where r.to_team = ${`${network}/${service}`} and r.state in ('sent', 'accepted')
     order by r.state = 'accepted', r.urgency <> 'today', case r.state when 'sent' then r.answer_due else r.meeting_due end nulls last, r.made_at`.execute(
    scope,
  )
  return rows
}
const RECENT_DAYS = 90
/** What this team sent: what is not over, and what was over in the last three months. */
export const listOutgoing = async (scope: Scope, network: string, service: string): Promise<RequestLine[]> => {
  const { rows } = await sql<RequestLine>`
    select ${LINE} from ${JOINED} where r.from_team = ${`${network}/${service}`}
       and (r.state in ('draft', 'sent', 'accepted') or r.made_at > now() - make_interval(days => ${RECENT_DAYS}))
     order by r.made_at desc limit 100`.execute(scope)
  return rows
}

export type Step = { at: Date; by: string | null; after: State }
export type RequestRecord = RequestLine & {
  network: string
  version: number
  channel: 'form' | 'telephone' | 'team'
  side: Side | null
  fromServiceId: string | null
  toServiceId: string | null
  language: string | null
  needsInterpreter: boolean
  agreement: 'yes' | 'no' | 'unknown'
  mayPassOn: boolean
  birthDate: string | null
  place: string | null
  reach: Reach
  story: Story | null
  refusal: Refusal | null
  /** What the team that was asked answered, in its own words. */
  words: string | null
  proposed: string | null
  /** The team that passed on what came from outside. */
  passedBy: string | null
  isEmergency: boolean
  /** What somebody else made of the emergency afterwards, for the team that declared it and the person. */
  review: { at: Date; wasRight: boolean; words: string | null } | null
  /** It was withdrawn because the person ended the consent with which it was sent. */
  endedByConsent: boolean
  previousId: string | null
  /** Until when the team that was asked followed the person, where that was few days before as the team counts them (90, else its own rule); for that team alone. */
  wasHereUntil: string | null
  steps: Step[]
}
type Row = Omit<RequestRecord, 'story' | 'steps' | 'reach' | 'words' | 'review'> & {
  emergencyId: string | null
  reviewedAt: Date | null
  wasRight: boolean | null
  reviewed: Buffer | null
  sealed: Buffer | null
  answer: Buffer | null
  contact: Buffer | null
  personVersion: number
}

/** One request with its story, for either end of it. @throws Problem not_found */
export const readRequest = async (scope: Scope, network: string, id: string): Promise<RequestRecord> => {
  const { rows } = await sql<Row>`
    select ${LINE}, r.network_id as network, r.version, r.channel, r.from_service_id as "fromServiceId", r.to_service_id as "toServiceId", r.language,
      r.needs_interpreter as "needsInterpreter", case when r.emergency_id is not null then 'unknown' when r.consent_id is not null then 'yes' else r.agreement end as agreement, r.may_pass_on as "mayPassOn", p.birth_date::text as "birthDate", t.name as place,
      r.story as sealed, r.answer, p.contact, p.version as "personVersion", r.refusal, o.name as proposed, r.emergency_id is not null as "isEmergency", r.emergency_id as "emergencyId", g.name as "passedBy",
      m.reviewed_at as "reviewedAt", m.was_right as "wasRight", m.review as reviewed, r.ended_by_consent as "endedByConsent",
      r.previous_id as "previousId",
      (select max(e.left_on)::text from care.episode e where e.network_id = r.network_id and e.team = r.to_team and e.team in (select care.my_teams())
         and e.person_id in (select care.with_merged(array[r.person_id])) and e.left_on <= r.made_at::date and e.left_on >= r.made_at::date - boards.limit_of(r.network_id, r.to_service_id, 'back')) as "wasHereUntil",
      case when r.to_team in (select care.my_teams()) and r.state <> 'draft' then 'receiver' when r.from_team in (select care.my_teams()) then 'sender' end as side
      from ${JOINED} left join directory.territory t on t.id = p.territory_id
      left join directory.service o on o.network_id = r.network_id and o.id = r.proposed_service_id
      left join directory.service g on g.network_id = r.network_id and g.id = r.passed_by_service_id
      left join care.emergency m on m.network_id = r.network_id and m.id = r.emergency_id
     where r.network_id = ${network} and r.id = ${id}`.execute(scope)
  const { sealed, answer, contact, personVersion, emergencyId, reviewedAt, wasRight, reviewed, ...row } = found(rows[0])
  const of = { network, person: row.personId }
  return {
    ...row,
    story: await openStory(scope, { ...of, id }, sealed),
    words: await answerText.open(scope, { ...of, id }, answer),
    reach: await openReach(scope, { ...of, id: row.personId }, contact, personVersion),
    steps: await stepsOf(scope, network, id),
    review:
      reviewedAt === null
        ? null
        : { at: reviewedAt, wasRight: wasRight === true, words: await reviewText.open(scope, { ...of, id: emergencyId ?? '' }, reviewed) },
  }
}

const stepsOf = async (scope: Scope, network: string, id: string): Promise<Step[]> => {
  const { rows } = await sql<Step>`
    select s.at, s.after, w.name as by from care.request_step s
      left join lateral (select distinct n.name from care.names_of_workers(${network}) n where n.person_id = s.by_id) w on true
     where s.network_id = ${network} and s.request_id = ${id} order by s.seq`.execute(scope)
  return rows
}
