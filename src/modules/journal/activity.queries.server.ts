import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { isOutside, type When } from './dates.ts'
import { type Category, type CountExactness, type OrganisationRole, type OutcomeKind, PARTS_SHOWN } from './vocabulary.ts'

export type Attendance = { category: Category; country: string; count: number | null; exactness: CountExactness }
export type Involved = { organisation_id: string; name: string; role: OrganisationRole }
export type ActivityRecord = When & {
  id: string
  programme_id: string
  kind: string
  title: Words
  part_of: string | null
  territory_id: string | null
  place: string | null
  country: string | null
  online: boolean
  occurrences: number
  source_id: string | null
  source_locator: string | null
  note: Words | null
  version: number
  programme: Words
  territory: string | null
  organisations: Involved[]
  attendance: Attendance[]
}

/** One activity with the organisations and the counts of people. @throws Problem not_found */
export const readActivity = async (scope: Scope, network: string, id: string): Promise<ActivityRecord> => {
  const activity = found(
    await scope
      .selectFrom('journal.activity as a')
      .innerJoin('journal.programme as p', (join) => join.onRef('p.network_id', '=', 'a.network_id').onRef('p.id', '=', 'a.programme_id'))
      .leftJoin('directory.territory as t', 't.id', 'a.territory_id')
      .select([
        'a.id',
        'a.programme_id',
        'a.kind',
        'a.title',
        'a.starts_on',
        'a.ends_on',
        'a.precision',
        'a.part_of',
        'a.territory_id',
        'a.place',
        'a.country',
      ])
      .select([
        'a.online',
        'a.occurrences',
        'a.source_id',
        'a.source_locator',
        'a.note',
        'a.version',
        'p.name as programme',
        't.name as territory',
      ])
      .where('a.network_id', '=', network)
      .where('a.id', '=', idIn(id))
      .executeTakeFirst(),
  )
  return { ...activity, ...(await detailsOf(scope, network, id)) }
}

const detailsOf = async (scope: Scope, network: string, id: string): Promise<Pick<ActivityRecord, 'organisations' | 'attendance'>> => {
  const organisations = await scope
    .selectFrom('journal.activity_organisation as i')
    .innerJoin('directory.organisation as o', (join) =>
      join.onRef('o.network_id', '=', 'i.network_id').onRef('o.id', '=', 'i.organisation_id'),
    )
    .select(['i.organisation_id', 'o.name', 'i.role'])
    .where('i.network_id', '=', network)
    .where('i.activity_id', '=', id)
    .orderBy('o.name')
    .orderBy('i.role')
    .execute()
  const attendance = await scope
    .selectFrom('journal.attendance')
    .select(['category', 'country', 'count', 'exactness'])
    .where('network_id', '=', network)
    .where('activity_id', '=', id)
    .orderBy('category')
    .orderBy('country')
    .execute()
  return { organisations, attendance }
}

export type PartLine = When & { id: string; title: Words; kind: string; outside: boolean }
export type OutcomeLine = {
  id: string
  kind: OutcomeKind
  title: string
  language: string | null
  doi: string | null
  published_on: string
  precision: When['precision']
}
export type Participant = { id: string; category: string; name: string; organisation: string | null }
export type ActivityAround = {
  parent: (When & { id: string; title: Words }) | null
  /** The dates are not within those of the event that this is a part of. */
  isOutside: boolean
  parts: PartLine[]
  outcomes: OutcomeLine[]
  participants: Participant[]
  source: { id: string; title: string } | null
}

/** What stands around an activity: the event that it is part of, its own parts, what came of it, who came by name (noted in the trail), its source. */
export const readAround = async (scope: Scope, network: string, activity: ActivityRecord): Promise<ActivityAround> => {
  const columns = ['id', 'title', 'kind', 'starts_on', 'ends_on', 'precision'] as const
  const activities = scope.selectFrom('journal.activity').select(columns).where('network_id', '=', network)
  const parent = activity.part_of === null ? null : ((await activities.where('id', '=', activity.part_of).executeTakeFirst()) ?? null)
  const parts = await activities.where('part_of', '=', activity.id).orderBy('starts_on').orderBy('id').limit(PARTS_SHOWN).execute()
  const outcomes = await scope
    .selectFrom('journal.outcome')
    .select(['id', 'kind', 'title', 'language', 'doi', 'published_on', 'precision'])
    .where('network_id', '=', network)
    .where('activity_id', '=', activity.id)
    .orderBy('published_on')
    .orderBy('id')
    .execute()
  const participants = await scope
    .selectFrom('journal.participant')
    .select(['id', 'category', 'name', 'organisation'])
    .where('network_id', '=', network)
    .where('activity_id', '=', activity.id)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const source =
    activity.source_id === null
      ? null
      : ((await scope
          .selectFrom('journal.source')
          .select(['id', 'title'])
          .where('network_id', '=', network)
          .where('id', '=', activity.source_id)
          .executeTakeFirst()) ?? null)
  if (participants.length > 0) await recordRead(scope, network, 'journal.readParticipants', activity.id)
  return {
    parent,
    outcomes,
    participants,
    source,
    isOutside: parent !== null && isOutside(activity, parent),
    parts: parts.map((part) => ({ ...part, outside: isOutside(part, activity) })),
  }
}
