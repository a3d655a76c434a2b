import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

const NETWORK = { key: 'network', label: 'personal.field.network' } as const
const AT = { key: 'at', label: 'personal.field.at', as: 'moment' } as const
const TEXT = { key: 'text', label: 'personal.field.text' } as const

definePersonalData({
  name: 'field.attachment',
  columns: ['field.attachment.person_id'],
  fields: [NETWORK, AT, TEXT],
  // The kind of file; the file itself hangs on the contact, where the person opens it.
  read: async (scope) =>
    (
      await sql<HeldRow>`select network_id as network, at, type as text from field.attachment where person_id in (select care.my_files()) order by at`.execute(
        scope,
      )
    ).rows,
  onClosing: { keep: 'care' },
})

definePersonalData({
  name: 'field.work',
  columns: ['field.attachment.by_id'],
  fields: [NETWORK, AT, TEXT],
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`select network_id as network, at, type as text from field.attachment where by_id = ${personId} order by at`.execute(
        scope,
      )
    ).rows,
  onClosing: { keep: 'work' },
})

definePersonalData({
  name: 'field.device',
  columns: [
    'field.device.person_id',
    'field.carried.by_id',
    'field.carried.person_id',
    'field.carried_plan.by_id',
    'field.carried_plan.person_id',
    'field.command.by_id',
  ],
  fields: [AT, TEXT],
  read: async (scope, personId) =>
    (
      await sql<HeldRow>`select made_at as at, id::text as text from field.device where person_id = ${personId}
        union all select at, kind from field.command where by_id = ${personId}
        union all select at, person_id::text from field.carried where by_id = ${personId}
        union all select until, person_id::text from field.carried_plan where by_id = ${personId} order by 1`.execute(scope)
    ).rows,
  onClosing: {
    erase: async (scope, personId) => {
      await scope.deleteFrom('field.device').where('person_id', '=', personId).execute()
      // Row by row of one’s own, by the policy alone: what one no longer sees, because the work has ended, goes as well.
      for (const table of ['field.carried', 'field.carried_plan', 'field.command'] as const) await scope.deleteFrom(table).execute()
    },
  },
})
