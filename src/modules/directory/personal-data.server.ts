import { sql } from 'kysely'
import { definePersonalData, type HeldRow } from '#platform/personal-data.server.ts'

definePersonalData({
  name: 'directory.import',
  columns: ['directory.import.person_id'],
  fields: [
    { key: 'network', label: 'personal.field.network' },
    { key: 'file', label: 'personal.field.file' },
    { key: 'at', label: 'personal.field.at', as: 'moment' },
  ],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`
      select network_id as network, file_name as file, at from directory.import where person_id = ${personId} order by at`.execute(scope)
    return rows
  },
  onClosing: { keep: 'work' },
})

definePersonalData({
  name: 'directory.draft',
  columns: ['directory.import_draft.person_id'],
  fields: [{ key: 'network', label: 'personal.field.network' }],
  read: async (scope, personId) => {
    const { rows } = await sql<HeldRow>`select network_id as network from directory.import_draft where person_id = ${personId}`.execute(
      scope,
    )
    return rows
  },
  onClosing: {
    erase: async (scope, personId) => {
      await sql`delete from directory.import_draft where person_id = ${personId}`.execute(scope)
    },
  },
})
