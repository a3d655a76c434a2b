import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'
import { openText } from './texts.server.ts'

const NETWORK = { key: 'network', label: 'personal.field.network' } as const
const AT = { key: 'at', label: 'personal.field.at', as: 'moment' } as const
const FROM = { key: 'from', label: 'personal.field.from', as: 'day' } as const
const TO = { key: 'to', label: 'personal.field.to', as: 'day' } as const
const TEXT = { key: 'text', label: 'personal.field.text' } as const
const KIND = { key: 'kind', label: 'personal.field.measureKind', words: 'myStay.kind.' } as const

definePersonalData({
  name: 'stays.stay',
  columns: ['stays.stay.person_id'],
  fields: [NETWORK, FROM, TO],
  read: async (scope) =>
    (
      await sql<HeldRow>`select network_id as network, admitted_on::text as "from", left_on::text as "to" from stays.stay
        where person_id in (select care.my_files()) order by admitted_on, id`.execute(scope)
    ).rows,
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'stays.leave',
  columns: ['stays.leave.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; words: Buffer | null }>`
      select network_id as network, person_id as file, id, from_at as at, words from stays.leave where person_id in (select care.my_files()) order by from_at, id`.execute(
      scope,
    )
    const held: HeldRow[] = []
    for (const { network, file, id, at, words } of rows)
      held.push({ network, at, text: await openText(scope, { network, file, table: 'leave', column: 'words', row: id }, words) })
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'stays.discharge',
  columns: ['stays.discharge.person_id'],
  fields: [NETWORK, TO, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; to: string; words: Buffer | null; version: number | null }>`
      select network_id as network, person_id as file, id, coalesce(left_on, planned_on)::text as "to", words, sealed_as as version from stays.discharge
       where person_id in (select care.my_files()) order by planned_on, id`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, file, id, to, words, version } of rows) {
      const place = { network, file, table: 'discharge', column: 'words', row: id, version: version ?? 1 }
      held.push({ network, to, text: await openText(scope, place, words) })
    }
    return held
  },
  onClosing: { keep: 'care' },
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
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; kind: string; reason: Buffer; version: number }>`
      select network_id as network, person_id as file, measure_id as id, started_at as at, kind, reason, sealed_as as version from stays.measure_version
       where person_id in (select care.my_files()) order by started_at, measure_id, version`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, file, id, at, kind, reason, version } of rows)
      held.push({
        network,
        at,
        kind,
        text: await openText(scope, { network, file, table: 'measure', column: 'reason', row: id, version }, reason),
      })
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'stays.words',
  columns: ['stays.debriefing.person_id'],
  fields: [NETWORK, AT, TEXT],
  read: async (scope) => {
    const { rows } = await sql<{ network: string; file: string; id: string; at: Date; words: Buffer | null }>`
      select network_id as network, person_id as file, id, happened_at as at, words from stays.debriefing
       where person_id in (select care.my_files()) order by written_at, id`.execute(scope)
    const held: HeldRow[] = []
    for (const { network, file, id, at, words } of rows)
      held.push({ network, at, text: await openText(scope, { network, file, table: 'debriefing', column: 'words', row: id }, words) })
    return held
  },
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'stays.path',
  columns: ['stays.path.person_id', 'stays.path_step.person_id'],
  fields: [NETWORK, FROM, TO, { key: 'outcome', label: 'personal.field.outcome', words: 'myStay.step.' }],
  read: async (scope) =>
    (
      await sql<HeldRow>`select network_id as network, began_on::text as "from", ended_on::text as "to", state as outcome from stays.path
        where person_id in (select care.my_files()) order by began_on, id`.execute(scope)
    ).rows,
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'stays.waiting',
  columns: ['stays.waiting.person_id'],
  fields: [NETWORK, FROM, TO],
  read: async (scope) =>
    (
      await sql<HeldRow>`select network_id as network, since::text as "from", ended_on::text as "to" from stays.waiting
        where person_id in (select care.my_files()) order by since, id`.execute(scope)
    ).rows,
  onClosing: { keep: 'care' },
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
