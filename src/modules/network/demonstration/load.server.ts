import { sql } from 'kysely'
import { record, type Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import { COLLEGES, type Profession } from '../vocabulary.ts'
import { AGREEMENTS, ORGANISATIONS, SOURCE, TEAMS } from './invented-beds.ts'
import { COMMITTEES, COURSES } from './invented-committees.ts'
import { AIMS } from './invented-plan.ts'
import { dayAfter, inventedLoad, inventedMeetings } from './turns.ts'

/**
 * Fills a network with an invented steering: hospitals, teams, agreements on beds, a plan, committees. The same day gives the same rows.
 * Only for demonstrations: every name says that it is invented. The operator's to call, once, on a network that has none of it.
 * @param today ISO: the plan, the meetings and the load are around this day
 */
export const loadNetworkDemonstration = async (scope: Scope, network: string, today: string): Promise<void> => {
  await loadDirectory(scope, network)
  await loadBeds(scope, network)
  await loadLoad(scope, network, today)
  await loadPlan(scope, network, today)
  await loadCommittees(scope, network, today)
  await loadMeetings(scope, network, today)
  await scope.insertInto('network.publication').values({ network_id: network, shows_plan: true, shows_committees: true }).execute()
  await record(scope, network, 'network.loadDemonstration', network)
}

const INVENTED: Words = {
  fr: 'Inventé pour la démonstration.',
  nl: 'Verzonnen voor de demonstratie.',
  en: 'Invented for the demonstration.',
}
const words = sql<Words>`${JSON.stringify(INVENTED)}::jsonb`

const loadDirectory = async (scope: Scope, network_id: string) => {
  const { id, title } = SOURCE
  await scope
    .insertInto('journal.source')
    .values({ network_id, id, title, publisher: null, published: null, language: 'fr', address: null })
    .execute()
  const data = JSON.stringify(ORGANISATIONS.map((each) => ({ ...each, network_id })))
  await sql`insert into directory.organisation (network_id, id, name, kind, country, note)
    select network_id, id, name, kind, (select country from platform.network where id = ${network_id}), ${words}
      from jsonb_to_recordset(${data}::jsonb) as o(network_id text, id text, name text, kind text)`.execute(scope)
  const teams = JSON.stringify(
    TEAMS.map(({ organisation, room: _, followed: __, ...team }) => ({ ...team, organisation_id: organisation })),
  )
  await sql`insert into directory.service (network_id, id, organisation_id, name, care_function, description)
    select ${network_id}, id, organisation_id, name, care_function, ${words}
      from jsonb_to_recordset(${teams}::jsonb) as s(id text, organisation_id text, name text, care_function text)`.execute(scope)
  await scope
    .insertInto('directory.capacity')
    .values(
      TEAMS.flatMap(({ id: service_id, room }) =>
        Object.entries(room).map(([unit, value]) => ({
          network_id,
          service_id,
          unit: unit as 'beds',
          value,
          valid_from: '2021-01-01',
          valid_to: null,
        })),
      ),
    )
    .execute()
}

const loadBeds = async (scope: Scope, network_id: string) => {
  await scope
    .insertInto('network.conversion')
    .values(
      AGREEMENTS.map(({ id, hospital, kind, beds, team }) => ({
        network_id,
        id,
        hospital_id: hospital,
        bed_kind: kind,
        beds,
        team_id: team,
        source_id: SOURCE.id,
        source_locator: null,
        note: null,
      })),
    )
    .execute()
  await scope
    .insertInto('network.conversion_fte')
    .values(
      AGREEMENTS.flatMap(({ id, staff }) =>
        Object.entries(staff).map(([profession, fte]) => ({ network_id, conversion_id: id, profession: profession as Profession, fte })),
      ),
    )
    .execute()
  await scope
    .insertInto('network.conversion_event')
    .values(
      AGREEMENTS.flatMap(({ id, events }) =>
        events.map(({ on, state, reason }) => ({ network_id, conversion_id: id, on_day: on, state, reason })),
      ),
    )
    .execute()
}

const loadLoad = async (scope: Scope, network_id: string, today: string) => {
  await scope
    .insertInto('network.stated_load')
    .values(TEAMS.flatMap((team) => inventedLoad(team, today).map((day) => ({ network_id, service_id: team.id, ...day }))))
    .execute()
}

const loadPlan = async (scope: Scope, network_id: string, today: string) => {
  await scope
    .insertInto('network.aim')
    .values(AIMS.map(({ id, title, what, indicators }, at) => ({ network_id, id, position: at + 1, title, what, indicators })))
    .execute()
  await scope
    .insertInto('network.plan_action')
    .values(
      AIMS.flatMap(({ id: aim_id, actions }) =>
        actions.map((action, at) => ({
          network_id,
          id: `${aim_id}-${at + 1}`,
          aim_id,
          title: action.title,
          organisation_id: action.organisation ?? null,
          responsible: action.who,
          starts_on: dayAfter(today, action.from),
          ends_on: dayAfter(today, action.to),
          state_since: dayAfter(today, action.since),
          // What is done was under way before: the history then has something to tell.
          state: action.state === 'done' ? ('under_way' as const) : action.state,
          stopped_because: action.because ?? null,
        })),
      ),
    )
    .execute()
  for (const { id, actions } of AIMS)
    for (const [at, action] of actions.entries())
      if (action.state === 'done')
        await scope
          .updateTable('network.plan_action')
          .set({ state: 'done', version: 2 })
          .where('network_id', '=', network_id)
          .where('id', '=', `${id}-${at + 1}`)
          .execute()
}

const loadCommittees = async (scope: Scope, network_id: string, today: string) => {
  await scope
    .insertInto('network.committee')
    .values(
      COMMITTEES.map(({ id, kind, care_function, name, purpose }) => ({
        network_id,
        id,
        kind,
        care_function: (care_function ?? null) as '2A' | null,
        name,
        purpose,
        closed_on: null,
      })),
    )
    .execute()
  const seats = COMMITTEES.flatMap(({ id: committee_id, seats: wanted }) =>
    COLLEGES.flatMap((college) =>
      Array.from({ length: wanted[college]?.all ?? 0 }, (_, at) => ({
        isFilled: at < (wanted[college]?.filled ?? 0),
        row: {
          network_id,
          committee_id,
          id: `${committee_id}-${college.replaceAll('_', '-')}-${at + 1}`,
          college,
          label: wanted[college]?.labels?.[at] ?? null,
          valid_from: '2022-01-01',
          valid_to: null,
        },
        organisation: organisationOf(college, at),
      })),
    ),
  )
  await scope
    .insertInto('network.seat')
    .values(seats.map(({ row }) => row))
    .execute()
  await scope
    .insertInto('network.holding')
    .values(
      seats
        .filter(({ isFilled }) => isFilled)
        .map(({ row, organisation }, at) => ({
          network_id,
          committee_id: row.committee_id,
          seat_id: row.id,
          valid_from: dayAfter(today, -700 + at * 13),
          valid_to: null,
          organisation_id: organisation,
        })),
    )
    .execute()
  await scope
    .insertInto('network.training')
    .values(
      COURSES.map(({ title, audience, organisation, from, days, seats: places, taken, state }, at) => ({
        network_id,
        id: `invented-course-${at + 1}`,
        title,
        audience,
        organisation_id: organisation,
        starts_on: dayAfter(today, from),
        ends_on: dayAfter(today, from + days),
        seats: places,
        taken,
        state,
      })),
    )
    .execute()
}

const HOSPITALS = ['invented-tilleuls', 'invented-linde', 'invented-canal'] as const
const organisationOf = (college: (typeof COLLEGES)[number], at: number): string | null => {
  if (college === 'persons_concerned') return 'invented-horizon'
  if (college === 'carers') return 'invented-cotes'
  return college === 'organisations' ? (HOSPITALS[at] ?? 'invented-passerelle') : null
}

const loadMeetings = async (scope: Scope, network_id: string, today: string) => {
  const meetings = inventedMeetings(today)
  await scope
    .insertInto('network.meeting')
    .values(meetings.map(({ attendance: _, decisions: __, ...meeting }) => ({ ...meeting, network_id })))
    .execute()
  await scope
    .insertInto('network.attendance')
    .values(meetings.flatMap(({ id, attendance }) => attendance.map((each) => ({ ...each, network_id, meeting_id: id }))))
    .execute()
  await scope
    .insertInto('network.decision')
    .values(meetings.flatMap(({ id, decisions }) => decisions.map((each) => ({ ...each, network_id, meeting_id: id }))))
    .execute()
}
