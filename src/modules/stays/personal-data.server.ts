import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'
import { openText } from './texts.server.ts'

const NETWORK = { key: 'network', label: 'personal.field.network' } as const
const AT = { key: 'at', label: 'personal.field.at', as: 'moment' } as const
const FROM = { key: 'from', label: 'personal.field.from', as: 'day' } as const
const TO = { key: 'to', label: 'personal.field.to', as: 'day' } as const
const TEXT = { key: 'text', label: 'personal.field.text' } as const
const KIND = { key: 'kind', label: 'personal.field.measureKind', words: 'myStay.kind.' } as const
const CARE = { keep: 'care' } as const
const MINE = sql`person_id in (select care.my_files())`

const held = (query: RawBuilder<HeldRow>) => async (scope: Scope) => (await query.execute(scope)).rows

type Sealed = { file: string; row: string; network: string; sealed: Buffer | null; version: number | null }
/** Rows with one sealed text each: `file`, `row`, `version` and `sealed` open it, and the other columns are told as they are. */
const opened =
  (table: string, column: string, query: RawBuilder<HeldRow & Sealed>) =>
  async (scope: Scope): Promise<HeldRow[]> => {
    const { rows } = await query.execute(scope)
    const told: HeldRow[] = []
    for (const { file, row, sealed, version, ...rest } of rows) {
      const place = { network: rest.network, file, table, column, row, version: version ?? 1 }
      told.push({ ...rest, text: await openText(scope, place, sealed) })
    }
    return told
  }

definePersonalData({
  name: 'stays.stay',
  columns: ['stays.stay.person_id'],
  fields: [NETWORK, FROM, TO],
  read: held(
    sql`select network_id as network, admitted_on::text as "from", left_on::text as "to" from stays.stay where ${MINE} order by admitted_on, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.leave',
  columns: ['stays.leave.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: opened(
    'leave',
    'words',
    sql`select network_id as network, person_id as file, id as row, from_at as at, words as sealed, null as version from stays.leave where ${MINE} order by from_at, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.discharge',
  columns: ['stays.discharge.person_id'],
  fields: [NETWORK, TO, TEXT],
  read: opened(
    'discharge',
    'words',
    sql`select network_id as network, person_id as file, id as row, coalesce(left_on, planned_on)::text as "to", words as sealed, sealed_as as version
      from stays.discharge where ${MINE} order by planned_on, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.measure',
  columns: [
    'stays.measure.person_id',
    'stays.measure_version.person_id',
    'stays.measure_check.person_id',
    'stays.measure_review.person_id',
  ],
  fields: [NETWORK, AT, KIND, TEXT],
  read: opened(
    'measure',
    'reason',
    sql`select network_id as network, person_id as file, measure_id as row, started_at as at, kind, reason as sealed, sealed_as as version
      from stays.measure_version where ${MINE} order by started_at, measure_id, measure_version.version`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.renewal',
  columns: ['stays.measure_renewal.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: opened(
    'measure_renewal',
    'reason',
    sql`select network_id as network, person_id as file, id as row, at, reason as sealed, null as version from stays.measure_renewal where ${MINE} order by at, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.words',
  columns: ['stays.debriefing.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: opened(
    'debriefing',
    'words',
    sql`select network_id as network, person_id as file, id as row, happened_at as at, words as sealed, null as version from stays.debriefing where ${MINE} order by written_at, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.path',
  columns: ['stays.path.person_id', 'stays.path_step.person_id'],
  fields: [NETWORK, FROM, TO, { key: 'outcome', label: 'personal.field.outcome', words: 'myStay.step.' }],
  read: held(
    sql`select network_id as network, began_on::text as "from", ended_on::text as "to", state as outcome from stays.path where ${MINE} order by began_on, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.waiting',
  columns: ['stays.waiting.person_id'],
  fields: [NETWORK, FROM, TO],
  read: held(
    sql`select network_id as network, since::text as "from", ended_on::text as "to" from stays.waiting where ${MINE} order by since, id`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.house',
  columns: ['stays.subject_asker.person_id', 'stays.turn_taker.person_id'],
  fields: [NETWORK, FROM, TEXT],
  read: held(
    sql`select s.network_id as network, s.asked_on::text as "from", s.what as text from stays.subject s join stays.subject_asker a
        on a.network_id = s.network_id and a.subject_id = s.id where a.${MINE}
      union all select t.network_id, t.on_day::text, t.what from stays.turn t join stays.turn_taker a
        on a.network_id = t.network_id and a.turn_id = t.id where a.${MINE} order by 1, 2, 3`,
  ),
  onClosing: CARE,
})

definePersonalData({
  name: 'stays.work',
  columns: [
    'stays.leave.noted_by',
    'stays.discharge.made_by',
    'stays.measure.decided_by',
    'stays.measure.written_by',
    'stays.measure_version.decided_by',
    'stays.measure_version.written_by',
    'stays.measure_renewal.decided_by',
    'stays.measure_renewal.written_by',
    'stays.measure_check.by_id',
    'stays.measure_review.by_id',
    'stays.debriefing.by_id',
    'stays.path.made_by',
    'stays.path_step.by_id',
    'stays.waiting.noted_by',
  ],
  fields: [NETWORK, AT, KIND],
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`select network_id as network, written_at as at, kind from stays.measure_version where written_by = ${personId} or decided_by = ${personId}
        order by written_at`.execute(scope)
    ).rows,
  onClosing: { keep: 'work' },
})
